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
    provider: 'mailbox',
    rate: () => undefined,
    close: async () => undefined,
    async postBatch({ bytes, mails }, key): Promise<Outcome> {
      try {
        const response = await fetch(`${baseUrl}/emails/batch`, {
          method: 'POST',
          body: Buffer.from(bytes),
          headers: {
            authorization: `Bearer ${apiKey}`,
            'idempotency-key': key,
            'content-type': 'application/json',
          },
          signal: AbortSignal.timeout(timeoutMs),
        })
        let json: any
        try {
          json = await response.json()
        } catch {
          json = { statusCode: null, name: 'application_error', message: 'x' }
        }
        const ok = response.ok && !json.statusCode && json.data
        return readAnswer(
          {
            error: ok
              ? null
              : {
                  name: json.name ?? 'application_error',
                  message: json.message ?? '',
                  statusCode: json.statusCode ?? null,
                },
            headers: Object.fromEntries(response.headers),
          },
          json.data,
          mails,
        )
      } catch (error) {
        return { outcome: 'unknown', reason: String(error) }
      }
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
