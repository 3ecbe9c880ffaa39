import type { Mail } from '../domain/mail.ts'

/** What became of a request to Resend, as far as its answer tells. */
export type Outcome =
  /** Accepted, one id for each mail, in their order. */
  | { readonly outcome: 'accepted'; readonly ids: readonly string[] }
  /** Provably not accepted, and not to be repeated as it is. */
  | { readonly outcome: 'refused'; readonly status: number; readonly name: string; readonly reason: string }
  /** Provably not accepted: the rate was exceeded. Repeat after the wait. */
  | { readonly outcome: 'rate-limited'; readonly waitMs: number }
  /** It may have been accepted: only the same bytes under the same key may follow. */
  | { readonly outcome: 'unknown'; readonly reason: string }

/** The way to Resend, or to the mailbox that stands in for it. */
export interface Mailer {
  /** Sends up to 100 mails in one request. `key` is the request's Idempotency-Key (1–256 characters). */
  sendBatch(mails: readonly Mail[], key: string): Promise<Outcome>
  /** Sends one mail. */
  send(mail: Mail, key: string): Promise<Outcome>
}
