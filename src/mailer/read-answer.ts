import { redact } from '../domain/redact.ts'
import type { Outcome } from './mailer.ts'

/** The parts of an SDK answer that tell what became of the request. */
export interface Answer {
  readonly error: {
    readonly name: string
    readonly message: string
    readonly statusCode: number | null
  } | null
  readonly headers: Readonly<Record<string, string>> | null
}

const DEFAULT_WAIT_MS = 1000

/**
 * Reads what Resend said. Only an answer that proves it counts as a refusal; where the SDK has no status
 * (refused or dropped connection, time-out, truncated answer) the outcome is unknown.
 *
 * @see https://resend.com/docs/api-reference/errors
 */
export function readAnswer(
  { error, headers }: Answer,
  accepted: readonly { readonly id: string }[] | undefined,
  expected: number,
): Outcome {
  if (!error) return readAcceptance(accepted, expected)
  const { name, message, statusCode: status } = error
  const reason = redact(`${status ?? 'no answer'} ${name}: ${message}`)
  if (!status || !provesRefusal(status, name)) return { outcome: 'unknown', reason }
  if (status === 429 && !name.includes('quota')) return { outcome: 'rate-limited', waitMs: wait(headers) }
  const fault = [401, 403].includes(status)
    ? ('api-key' as const)
    : status === 429
      ? ('quota' as const)
      : name === 'validation_error' && /`to`/.test(message)
        ? ('recipient' as const)
        : status === 422
          ? ('mail' as const)
          : ('unheard-of' as const)
  return { outcome: 'refused', fault, status, name, reason }
}

/**
 * 409 speaks of another request under the same key, 408 and bodies that are no JSON (which the SDK calls
 * application_error) of something between us and Resend.
 */
function provesRefusal(status: number, name: string): boolean {
  return status >= 400 && status < 500 && ![408, 409].includes(status) && name !== 'application_error'
}

function readAcceptance(accepted: readonly { readonly id: string }[] | undefined, expected: number): Outcome {
  const ids = Array.isArray(accepted) ? accepted.map((mail) => mail?.id).filter(Boolean) : []
  if (ids.length === expected) return { outcome: 'accepted', ids }
  return { outcome: 'unknown', reason: `accepted, but with ${ids.length} ids for ${expected} mails` }
}

function wait(headers: Readonly<Record<string, string>> | null): number {
  const seconds = Number(headers?.['retry-after'] ?? headers?.['ratelimit-reset'])
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : DEFAULT_WAIT_MS
}
