import { FORMAT } from '../api/address.ts'
import type { Problem } from '../api/problem.ts'

/** What a switch can be told besides how often. */
export type Setting = 'matching' | 'remember' | 'seconds'

export interface Fault {
  /** In plain words, for whoever thinks of switching it on. */
  readonly says: string
  /** What becomes of the mails of a request that it strikes. */
  readonly mails: 'stored' | 'not stored' | 'as always'
  readonly takes: readonly Setting[]
  readonly act:
    | { readonly refuse: Problem; readonly waits?: true }
    | { readonly before: 'drop' | 'forget-keys' }
    | { readonly after: 'fail' | 'drop' | 'truncate' | 'garble' | 'shorten' | 'empty' | 'hang' | 'wait' }
    | { readonly webhooks: WebhookFault }
}

export type WebhookFault = 'duplicate' | 'hold' | 'shuffle' | 'early'

const refusal = { mails: 'not stored', takes: ['matching', 'remember'] } as const
const limited = { mails: 'not stored', takes: ['matching', 'seconds'] } as const
const unkept = { mails: 'not stored', takes: ['matching'] } as const
const webhooks = { mails: 'as always', takes: ['matching'] } as const
const stored = { mails: 'stored', takes: ['matching'] } as const

/**
 * All that can be switched on for requests that send mail: the errors of
 * https://resend.com/docs/api-reference/errors, what can go wrong on the way, and with the webhooks.
 */
export const faultTable = {
  'refuse-recipient': {
    says: 'Refuses the request because of a recipient: one bad address refuses a whole batch.',
    ...refusal,
    act: { refuse: problem(422, 'validation_error', `Invalid \`to\` field. ${FORMAT}`) },
  },
  'refuse-from': {
    says: 'Refuses the sender’s address.',
    ...refusal,
    act: { refuse: problem(422, 'invalid_from_address', `Invalid \`from\` field. ${FORMAT}`) },
  },
  'refuse-missing-field': {
    says: 'Says that the mail lacks a field.',
    ...refusal,
    act: { refuse: problem(422, 'missing_required_field', 'Missing `subject` field.') },
  },
  'refuse-parameter': {
    says: 'Says that a parameter of the mail is wrong.',
    ...refusal,
    act: { refuse: problem(422, 'invalid_parameter', 'The `headers` parameter is invalid.') },
  },
  'refuse-oddly': {
    says: 'Refuses with a status and a name that nobody has heard of.',
    ...refusal,
    act: { refuse: problem(418, 'some_new_error', 'Something that no documentation mentions.') },
  },
  'missing-key': {
    says: 'Says that there is no API key.',
    ...refusal,
    act: { refuse: problem(401, 'missing_api_key', 'Missing API key in the authorization header.') },
  },
  'restricted-key': {
    says: 'Says that the API key may not do this.',
    ...refusal,
    act: { refuse: problem(401, 'restricted_api_key', 'This API key may not be used for that.') },
  },
  'invalid-key': {
    says: 'Says that the API key is wrong.',
    ...refusal,
    act: { refuse: problem(403, 'invalid_api_key', 'API key is invalid.') },
  },
  'unverified-domain': {
    says: 'Says that the sender’s domain is not verified.',
    ...refusal,
    act: { refuse: problem(403, 'validation_error', 'The domain of the `from` field is not verified.') },
  },
  'rate-limit': {
    says: 'Says that there were too many requests, and after how many seconds to come back.',
    ...limited,
    act: { refuse: problem(429, 'rate_limit_exceeded', 'Too many requests.'), waits: true },
  },
  'daily-quota': {
    says: 'Says that today’s mails are used up.',
    ...refusal,
    act: { refuse: problem(429, 'daily_quota_exceeded', 'The daily email quota is reached.') },
  },
  'monthly-quota': {
    says: 'Says that this month’s mails are used up.',
    ...refusal,
    act: { refuse: problem(429, 'monthly_quota_exceeded', 'The monthly email quota is reached.') },
  },
  'key-in-use': {
    says: 'Says that a request under the same idempotency key is still under way.',
    ...unkept,
    act: {
      refuse: problem(409, 'concurrent_idempotent_requests', 'A request under this key is under way.'),
    },
  },
  'key-of-another-body': {
    says: 'Says that the idempotency key came with another body before.',
    ...unkept,
    act: { refuse: problem(409, 'invalid_idempotent_request', 'This key came with another body before.') },
  },
  'fail-before': {
    says: 'Fails with 500 before it takes the mails.',
    ...refusal,
    act: { refuse: problem(500, 'internal_server_error', 'An unexpected error occurred.') },
  },
  unavailable: {
    says: 'Fails with 503 before it takes the mails.',
    ...refusal,
    act: { refuse: problem(503, 'service_unavailable', 'The service is not available for a moment.') },
  },
  'fail-after': {
    says: 'Takes the mails, and keeps its answer under the idempotency key, but fails with 500.',
    ...stored,
    act: { after: 'fail' },
  },
  'drop-before': {
    says: 'Drops the connection before it takes the mails.',
    ...unkept,
    act: { before: 'drop' },
  },
  'drop-after': {
    says: 'Takes the mails, then drops the connection in place of an answer.',
    ...stored,
    act: { after: 'drop' },
  },
  'truncate-answer': {
    says: 'Takes the mails, then drops the connection in the middle of its 200.',
    ...stored,
    act: { after: 'truncate' },
  },
  'garble-answer': {
    says: 'Takes the mails, and answers 200 with half of the JSON.',
    ...stored,
    act: { after: 'garble' },
  },
  'leave-out-id': {
    says: 'Takes the mails, and answers 200 with one id too few.',
    ...stored,
    act: { after: 'shorten' },
  },
  'leave-out-ids': {
    says: 'Takes the mails, and answers 200 without any id.',
    ...stored,
    act: { after: 'empty' },
  },
  hang: {
    says: 'Takes the mails and never answers, until the sender gives up.',
    ...stored,
    act: { after: 'hang' },
  },
  slow: {
    says: 'Answers as always, but after some seconds.',
    mails: 'as always',
    takes: ['matching', 'seconds'],
    act: { after: 'wait' },
  },
  'forget-keys': {
    says: 'Forgets all idempotency keys, then answers as always: a repeated request is a new one.',
    mails: 'as always',
    takes: ['matching'],
    act: { before: 'forget-keys' },
  },
  'webhook-duplicate': {
    says: 'Posts each webhook of the request twice, at the same time.',
    ...webhooks,
    act: { webhooks: 'duplicate' },
  },
  'webhook-hold': {
    says: 'Keeps the webhooks of the request back until this is switched off.',
    ...webhooks,
    act: { webhooks: 'hold' },
  },
  'webhook-shuffle': {
    says: 'Posts the webhooks of the request in random order.',
    ...webhooks,
    act: { webhooks: 'shuffle' },
  },
  'webhook-early': {
    says: 'Posts the webhooks of the request before it is answered.',
    ...webhooks,
    act: { webhooks: 'early' },
  },
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof faultTable

export const faultNames = Object.keys(faultTable) as FaultName[]

function problem(statusCode: Problem['statusCode'], name: string, message: string): Problem {
  return { statusCode, name, message }
}
