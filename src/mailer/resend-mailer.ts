import { createHash } from 'node:crypto'
import { type CreateEmailOptions, Resend } from 'resend'
import type { Mail } from '../domain/mail.ts'
import { forgetInMailbox } from './forget.ts'
import type { Mailer, Outcome, RateNotice } from './mailer.ts'
import { createBatchPost } from './post-batch.ts'
import { readRate } from './rate-headers.ts'
import { type Answer, readAnswer, toReason } from './read-answer.ts'

export interface ResendOptions {
  readonly apiKey: string
  /** Resend's own API unless given. */
  readonly baseUrl?: string | undefined
  /** How long to wait for an answer before its outcome counts as unknown. */
  readonly timeoutMs?: number
  /** Who is at the other end, where a base URL and a key do not tell: the mailbox, at whatever port. */
  readonly provider?: string
}

const MAILBOX = 'mailbox'

/** The mailer on Resend's SDK, and past it for bytes. Its calls never throw: whatever happens is an outcome. */
export function createResendMailer({ apiKey, baseUrl, timeoutMs = 25_000, provider }: ResendOptions): Mailer {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {})
  const bulk = createBatchPost({ apiKey, timeoutMs, baseUrl: resend.baseUrl, userAgent: resend.userAgent })
  let rate: RateNotice | undefined

  function read(answer: Answer, mails: number): Outcome {
    rate = readRate(answer.headers) ?? rate
    return readAnswer(answer, mails)
  }

  return {
    provider: provider ?? `${resend.baseUrl} key ${fingerprint(apiKey)}`,
    async sendBatch(mails, key) {
      const answer = await resend.batch.send(mails.map(toResend), {
        idempotencyKey: key,
        signal: AbortSignal.timeout(timeoutMs),
      })
      const { data, error } = answer
      const headers = answer.headers ?? {}
      if (!error) return read({ status: 200, headers, body: data }, mails.length)
      // Refused or dropped connection, time-out, truncated answer: the SDK does not tell them apart.
      if (!error.statusCode) return { outcome: 'unknown', reason: toReason(`no answer: ${error.message}`) }
      // The SDK's own words for a body that is no JSON.
      const body = error.name === 'application_error' ? undefined : error
      return read({ status: error.statusCode, headers, body }, mails.length)
    },
    async postBatch({ bytes, mails }, key) {
      const reply = await bulk.post(bytes, key)
      if (reply.answer) return read(reply.answer, mails)
      return { outcome: reply.mayHaveLeft ? 'unknown' : 'unreachable', reason: reply.reason }
    },
    rate: () => rate,
    async forget(address) {
      if (provider === MAILBOX) await forgetInMailbox(resend.baseUrl, address)
    },
    close: () => bulk.close(),
  }
}

/** Tells API keys apart, and gives nothing of them away. */
function fingerprint(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex').slice(0, 8)
}

function toResend({ tags, headers, ...mail }: Mail): CreateEmailOptions {
  return {
    ...mail,
    ...(headers ? { headers: { ...headers } } : {}),
    tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
  }
}
