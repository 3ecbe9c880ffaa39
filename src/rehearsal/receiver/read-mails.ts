import { isRefused, kindOf } from '../readers.ts'
import type { Answer } from './key-memory.ts'

/** A mail of a request, as far as the receiver looks at it. */
export interface ReceivedMail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly tags: Readonly<Record<string, string>>
}

export type ReadMails =
  | { readonly mails: readonly ReceivedMail[] }
  /** `kept` when the refusal is stored under the request's key, which Resend does not document either way. */
  | { readonly refusal: Answer; readonly kept: boolean }

const MOST_IN_A_BATCH = 100

/** Reads a request strictly, as Resend does: one bad mail refuses them all. */
export function readMails(path: string, body: Buffer): ReadMails {
  const parsed = parse(body)
  if (parsed === undefined) return refuse('validation_error', 'The request body is not valid JSON.', 400)
  const list = path === '/emails' ? [parsed] : parsed
  if (!Array.isArray(list) || list.length < 1 || list.length > MOST_IN_A_BATCH) {
    return refuse('validation_error', `A batch is an array of 1 to ${MOST_IN_A_BATCH} emails.`)
  }
  const mails: ReceivedMail[] = []
  for (const input of list) {
    const missing = ['from', 'to', 'subject', 'html'].find((field) => !input?.[field])
    if (missing) return refuse('missing_required_field', `Missing \`${missing}\` field.`)
    const to = Array.isArray(input.to) ? input.to[0] : input.to
    if (isRefused(to)) {
      const message =
        'Invalid `to` field. The email address needs to follow the `email@example.com` or ' +
        '`Name <email@example.com>` format.'
      return { ...refuse('validation_error', message), kept: kindOf(to) === 'refused-kept' }
    }
    mails.push({ from: input.from, to, subject: input.subject, tags: readTags(input.tags) })
  }
  return { mails }
}

function parse(body: Buffer) {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function readTags(tags: readonly { name: string; value: string }[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ name, value }) => [name, value]))
}

function refuse(name: string, message: string, status = 422) {
  return { refusal: { status, body: { statusCode: status, name, message } }, kept: false } as const
}
