import type { RateNotice } from './mailer.ts'

type Headers = Readonly<Record<string, string>>

const DEFAULT_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60 * 60_000

/** How long a rate-limited request has to wait, by what its answer says; never longer than an hour. */
export function readWait(headers: Headers): number {
  const wait = retryAfter(headers) ?? seconds(headers['ratelimit-reset']) ?? DEFAULT_WAIT_MS
  return Math.min(wait, LONGEST_WAIT_MS)
}

/**
 * The rate that an answer allows: so many requests in a window of one second, or of what
 * `ratelimit-policy` says of this limit ("100;w=60").
 *
 * @see https://resend.com/docs/api-reference/rate-limit
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-06
 */
export function readRate(headers: Headers): RateNotice | undefined {
  const limit = Number.parseInt(headers['ratelimit-limit'] ?? '', 10)
  if (!(limit > 0)) return undefined
  const policies = (headers['ratelimit-policy'] ?? '').split(',')
  const policy = policies.find((text) => Number.parseInt(text, 10) === limit)
  const window = Number(/;\s*w=(\d+)/.exec(policy ?? '')?.[1])
  return { allowed: limit / (window > 0 ? window : 1) }
}

/**
 * What `retry-after` says, in milliseconds: seconds, or a moment (RFC 9110, 10.2.3) by the server's own clock,
 * since ours may be wrong.
 */
export function retryAfter(headers: Headers): number | undefined {
  const until = headers['retry-after']
  return seconds(until) ?? positive(Date.parse(until ?? '') - Date.parse(headers.date ?? ''))
}

function seconds(text: string | undefined): number | undefined {
  return positive(Number(text) * 1000)
}

function positive(ms: number): number | undefined {
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}
