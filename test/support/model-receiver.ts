import type { Mailer, Outcome } from '../../src/mailer/mailer.ts'

/** How the receiver treats a request. */
export const TREATMENTS = [
  'accept',
  'accept-and-lose-the-answer',
  'fail-without-accepting',
  'limit-the-rate',
  'be-away',
  'refuse-the-key',
  'refuse-strangely',
] as const
export type Treatment = (typeof TREATMENTS)[number]

const KEY_LIFE_MS = 24 * 3600_000

/**
 * What Resend promises, in its smallest form: one acceptance for one key within 24 hours. For tests that try
 * thousands of sequences; all others speak HTTP.
 */
export class ModelReceiver {
  /** How often each address was accepted. */
  readonly accepted = new Map<string, number>()
  /** The keys of accepted requests, with the tags of one mail. */
  readonly proofs: { issueNumber: number; key: string }[] = []
  treatment: Treatment = 'accept'
  readonly #bad: ReadonlySet<string>
  readonly #answers = new Map<string, { at: number; bytes: string; ids: string[] }>()
  #now = 0

  constructor(bad: readonly string[]) {
    this.#bad = new Set(bad)
  }

  pass(ms: number): void {
    this.#now += ms
  }

  has(address: string): boolean {
    return this.accepted.has(address)
  }

  mailer(provider = 'mailbox'): Mailer {
    return {
      provider,
      sendBatch: async () => ({ outcome: 'unreachable', reason: 'not in this test' }),
      postBatch: async (body, key) => this.#answer(Buffer.from(body.bytes).toString(), key),
      rate: () => undefined,
      forget: async () => undefined,
      close: async () => undefined,
    }
  }

  #answer(bytes: string, key: string): Outcome {
    switch (this.treatment) {
      case 'limit-the-rate':
        return { outcome: 'rate-limited', waitMs: 1 }
      case 'be-away':
        return { outcome: 'unreachable', reason: 'nobody answers' }
      case 'fail-without-accepting':
        return { outcome: 'unknown', reason: '500' }
      case 'refuse-the-key':
        return { outcome: 'refused', fault: 'api-key', status: 401, name: 'invalid_api_key', reason: '401' }
      case 'refuse-strangely':
        return { outcome: 'refused', fault: 'unheard-of', status: 418, name: 'teapot', reason: '418' }
      case 'accept':
        return this.#accept(bytes, key)
      case 'accept-and-lose-the-answer':
        this.#accept(bytes, key)
        return { outcome: 'unknown', reason: 'the connection broke' }
    }
  }

  #accept(bytes: string, key: string): Outcome {
    const before = this.#answers.get(key)
    if (before && this.#now - before.at < KEY_LIFE_MS) {
      return before.bytes === bytes
        ? { outcome: 'accepted', ids: before.ids }
        : { outcome: 'unknown', reason: '409', ours: true }
    }
    const mails = JSON.parse(bytes) as { to: string; tags: { name: string; value: string }[] }[]
    if (mails.some((mail) => this.#bad.has(mail.to))) {
      return {
        outcome: 'refused',
        fault: 'recipient',
        status: 422,
        name: 'validation_error',
        reason: '422 `to`',
      }
    }
    for (const { to } of mails) this.accepted.set(to, (this.accepted.get(to) ?? 0) + 1)
    const tags = Object.fromEntries(mails[0]!.tags.map(({ name, value }) => [name, value]))
    this.proofs.push({ issueNumber: Number.parseInt(tags.delivery!, 10), key: tags.key! })
    const ids = mails.map((_, index) => `${key}-${index}`)
    this.#answers.set(key, { at: this.#now, bytes, ids })
    return { outcome: 'accepted', ids }
  }
}
