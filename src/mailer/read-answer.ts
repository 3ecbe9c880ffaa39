import { redact } from '../domain/redact.ts'
import { faultOf, type Refusal } from './faults.ts'
import type { Outcome } from './mailer.ts'
import { readWait, retryAfter } from './rate-headers.ts'

/** An answer that arrived whole. */
export interface Answer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  /** What the body's JSON says; nothing when it is none. */
  readonly body: unknown
}

const LONGEST_REASON = 1000

/**
 * Reads what Resend said to a batch of so many mails. Only an answer in Resend's own words proves a
 * refusal: a page that something on the way wrote proves nothing.
 *
 * @see https://resend.com/docs/api-reference/errors
 */
export function readAnswer({ status, headers, body }: Answer, mails: number): Outcome {
  if (status >= 200 && status < 300) return readAcceptance(body, mails)
  const refusal = readRefusal(status, body)
  if (!refusal) return { outcome: 'unknown', reason: `${status}, and not in Resend’s words` }
  const { name, message } = refusal
  const reason = toReason(`${status} ${name}: ${message}`)
  if (name === 'invalid_idempotent_request') return { outcome: 'unknown', reason, ours: true }
  if (!provesRefusal(status)) return { outcome: 'unknown', reason }
  if (name === 'rate_limit_exceeded') return { outcome: 'rate-limited', waitMs: readWait(headers) }
  return { outcome: 'refused', fault: faultOf(refusal), status, name, reason, waitMs: retryAfter(headers) }
}

/** A reason that may be stored, shown and logged: no address, no essay. */
export function toReason(text: string): string {
  if (text.length <= LONGEST_REASON) return redact(text)
  // The last word may be half an address, which would not be known for one.
  return `${redact(text.slice(0, LONGEST_REASON).replace(/\S*$/, ''))}…`
}

/** Exactly one id for each mail: with fewer, or one twice, nobody could tell which mail was accepted. */
function readAcceptance(body: unknown, mails: number): Outcome {
  const list = isRecord(body) && Array.isArray(body.data) ? body.data : []
  const ids = list.map((mail) => (isRecord(mail) ? mail.id : undefined)).filter(isId)
  if (list.length === mails && new Set(ids).size === mails) return { outcome: 'accepted', ids }
  return { outcome: 'unknown', reason: `accepted, but with ${new Set(ids).size} ids for ${mails} mails` }
}

/** Resend's errors have a name of letters and underscores. */
function readRefusal(status: number, body: unknown): Refusal | undefined {
  if (!isRecord(body) || typeof body.name !== 'string' || !/^\w{1,100}$/.test(body.name)) return undefined
  return { status, name: body.name, message: typeof body.message === 'string' ? body.message : '' }
}

/** 409 speaks of another request under the same key, 408 of something between us and Resend. */
function provesRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 409
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== ''
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
