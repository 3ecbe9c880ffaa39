import * as z from 'zod'
import { holdsGapMarker } from '../../domain/fragment.ts'

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const LONGEST_SLUG = 100
const LONGEST_URL = 500

/** An object with these keys and no others. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = `the keys here are ${Object.keys(shape).join(', ')}`
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `is not a known key; ${known}` : undefined),
  })
}

/** What a thing is called in URLs and by other things. */
export function slug(description: string) {
  return z
    .string()
    .max(LONGEST_SLUG)
    .regex(SLUG, 'is not a slug: lower-case letters and digits, in words joined by single hyphens')
    .describe(description)
}

/** Text on one line: it may end up in a subject, a header or a title. */
export function line(longest: number, description: string, least = 1) {
  return text(longest, description, least).refine(
    (value) => !/[\n\p{Zl}\p{Zp}]/u.test(value),
    'must be a single line',
  )
}

/** Text in paragraphs. */
export function prose(longest: number, description: string, least = 1) {
  return text(longest, description, least)
}

/** Where something can be checked. */
export function source(description: string) {
  return line(LONGEST_URL, description).refine(
    isHttps,
    'is not a web address that begins with https://, like https://example.org/pricing',
  )
}

/** A day of the calendar, like "2026-11-22". */
export function day(description: string) {
  return z.iso
    .date({ error: ({ input }) => (input ? 'is not a day written like 2026-11-22' : 'is missing') })
    .describe(description)
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:'
}

function text(longest: number, description: string, least: number) {
  return z
    .string()
    .trim()
    .min(least)
    .max(longest)
    .refine((value) => !holdsControl(value), 'holds a control character; only line breaks (\\n) are allowed')
    .refine((value) => !/\p{Cs}/u.test(value), 'holds half of a surrogate pair, which is no character')
    .refine((value) => !holdsGapMarker(value), 'holds U+E000 or U+E001, which are kept for links in mails')
    .describe(description)
}

function holdsControl(value: string): boolean {
  return /\p{Cc}/u.test(value.replaceAll('\n', ''))
}
