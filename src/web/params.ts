import { z } from 'zod'

const slug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** As we write them ourselves, so that an issue has one address; PostgreSQL's `int` ends soon after. */
const issueNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

/** What PostgreSQL counts up as a `bigint`, as far as numbers here are exact. */
const id = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number)

const page = z.coerce.number().int().min(1).max(10_000).catch(1)

/** A slug as it can stand in a URL, or nothing. */
export function parseSlug(text: string): string | undefined {
  return slug.safeParse(text).data
}

/** An issue's number, or nothing. */
export function parseIssueNumber(text: string): number | undefined {
  return issueNumber.safeParse(text).data
}

/** The id of a row, or nothing. */
export function parseId(text: string): number | undefined {
  return id.safeParse(text).data
}

/** The page of a list, counted from 1: the first, where none is named. */
export function parsePage(text: string | undefined): number {
  return page.parse(text)
}
