import type { Fault } from '../domain/fault.ts'

/**
 * What Resend's names for a refusal are about. Names that a batch never causes (`not_found`,
 * `invalid_region` …) are left out on purpose: they, and new ones, are unheard of.
 *
 * @see https://resend.com/docs/api-reference/errors
 */
const FAULTS: ReadonlyMap<string, Fault> = new Map([
  ['missing_api_key', 'api-key'],
  ['restricted_api_key', 'api-key'],
  ['invalid_api_key', 'api-key'],
  ['daily_quota_exceeded', 'quota'],
  ['monthly_quota_exceeded', 'quota'],
  ['invalid_from_address', 'mail'],
  ['invalid_attachment', 'mail'],
  ['invalid_parameter', 'mail'],
  ['missing_required_field', 'mail'],
  ['validation_error', 'mail'],
])

/** `validation_error` says in its message alone which field it means: "Invalid `to` field. …". */
const NAMES_RECIPIENT = /[`'"]to[`'"] field|\brecipient\b/i

/** A refusal as Resend words it. */
export interface Refusal {
  readonly status: number
  readonly name: string
  readonly message: string
}

/**
 * What a refusal is about. Whatever comes as 401 or 403 is about the key: it is wrong, suspended, or may not
 * send from this domain or to these people, which an operator sees to at Resend. No mail is the cause.
 */
export function faultOf({ status, name, message }: Refusal): Fault {
  if (status === 401 || status === 403) return 'api-key'
  if (name === 'validation_error' && NAMES_RECIPIENT.test(message)) return 'recipient'
  return FAULTS.get(name) ?? 'unheard-of'
}
