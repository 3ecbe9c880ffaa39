import { type CreateEmailOptions, Resend } from 'resend'
import type { Mail } from '../domain/mail.ts'
import type { Mailer, Outcome } from './mailer.ts'
import { readAnswer } from './read-answer.ts'

export interface ResendOptions {
  readonly apiKey: string
  /** Resend's own API unless given. */
  readonly baseUrl?: string | undefined
  /** How long to wait for an answer before its outcome counts as unknown. */
  readonly timeoutMs?: number
}

/** The mailer on Resend's SDK. Its calls never throw: whatever happens is an outcome. */
export function createResendMailer({ apiKey, baseUrl, timeoutMs = 30_000 }: ResendOptions): Mailer {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {})
  return {
    async sendBatch(mails, key): Promise<Outcome> {
      const answer = await resend.batch.send(mails.map(toResend), {
        idempotencyKey: key,
        signal: AbortSignal.timeout(timeoutMs),
      })
      return readAnswer(answer, answer.data?.data, mails.length)
    },
    async send(mail, key): Promise<Outcome> {
      const answer = await resend.emails.send(toResend(mail), {
        idempotencyKey: key,
        signal: AbortSignal.timeout(timeoutMs),
      })
      return readAnswer(answer, answer.data ? [answer.data] : undefined, 1)
    },
  }
}

function toResend({ tags, headers, ...mail }: Mail): CreateEmailOptions {
  return {
    ...mail,
    ...(headers ? { headers: { ...headers } } : {}),
    tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
  }
}
