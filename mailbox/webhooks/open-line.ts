import { Pool } from 'undici'
import { payloadOf } from './payload.ts'
import { createSigner } from './signer.ts'
import type { DueWebhook } from './webhook.ts'

export interface WebhookTarget {
  readonly url: string
  /** `whsec_` and base64, as Resend gives it. */
  readonly secret: string
}

export interface Line {
  /** Posts it once, or as often as its copies say: @returns whether all were taken, and the last answer. */
  post(
    webhook: DueWebhook,
    signal: AbortSignal,
  ): Promise<{ readonly taken: boolean; readonly answer: string }>
  close(): Promise<void>
}

const AT_ONCE = 4
const TIMEOUT_MS = 15_000

/** @throws {RangeError} for an address or a secret that is none. */
export function openLine({ url, secret }: WebhookTarget): Line {
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new RangeError(`webhook.url is ${url}; give http(s)://…`)
  const { origin, pathname, search } = new URL(url)
  const sign = createSigner(secret)
  const timeouts = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS }
  const pool = new Pool(origin, { connections: AT_ONCE, ...timeouts })

  return {
    post: async (webhook, signal) => {
      const answers = await Promise.all(Array.from({ length: webhook.copies }, () => once(webhook, signal)))
      return answers.find(({ taken }) => !taken) ?? answers[0]!
    },
    close: () => pool.destroy(),
  }

  async function once(webhook: DueWebhook, signal: AbortSignal) {
    const body = payloadOf(webhook)
    // The real time, whatever the mailbox's own is: whoever verifies compares it with a real clock.
    const headers = { 'content-type': 'application/json', ...sign(webhook.svixId, new Date(), body) }
    try {
      const request = { path: pathname + search, method: 'POST', headers, body, signal } as const
      const answer = await pool.request(request)
      await answer.body.dump()
      return { taken: answer.statusCode >= 200 && answer.statusCode < 300, answer: String(answer.statusCode) }
    } catch (error) {
      return { taken: false, answer: (error as NodeJS.ErrnoException).code ?? 'no answer' }
    }
  }
}
