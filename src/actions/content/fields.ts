import * as z from 'zod'
import { holdsGapMarker } from '../../domain/fragment.ts'
import type { Refused } from './problem.ts'

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
  return z.string().max(LONGEST_SLUG).regex(SLUG).describe(description)
}

/** Text on one line: it may end up in a subject, a header or a title. */
export function line(longest: number, description: string, least = 1) {
  return text(longest, description, least).refine(
    (value) => !/[\n\p{Zl}\p{Zp}]/u.test(value),
    refusedAs('hasLines'),
  )
}

/** Text in paragraphs. */
export function prose(longest: number, description: string, least = 1) {
  return text(longest, description, least)
}

/** Where something can be checked. */
export function source(description: string) {
  return line(LONGEST_URL, description).refine(isHttps, refusedAs('isNoSource'))
}

/** A day of the calendar, like "2026-11-22". */
export function day(description: string) {
  return z.iso.date().describe(description)
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
    .refine((value) => !holdsControl(value), refusedAs('hasControls'))
    .refine((value) => !/\p{Cs}/u.test(value), refusedAs('hasHalves'))
    .refine((value) => !holdsGapMarker(value), refusedAs('hasGaps'))
    .describe(description)
}

/** What it is called among the words of whoever reads it. */
function refusedAs(as: Refused['as']) {
  return { params: { as } satisfies Refused }
}

function holdsControl(value: string): boolean {
  return /\p{Cc}/u.test(value.replaceAll('\n', ''))
}
