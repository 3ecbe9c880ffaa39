import type { Fault } from '../domain/fault.ts'
import type { Mail } from '../domain/mail.ts'

/** What became of a request to Resend, as far as its answer tells. */
export type Outcome =
  /** Accepted, one id for each mail, in their order. */
  | { readonly outcome: 'accepted'; readonly ids: readonly string[] }
  /** Provably not accepted, and not to be repeated as it is. */
  | {
      readonly outcome: 'refused'
      readonly fault: Fault
      readonly status: number
      readonly name: string
      readonly reason: string
      /** For how long, where the answer says so. */
      readonly waitMs?: number | undefined
    }
  /** Provably not accepted: the rate was exceeded. Repeat after the wait. */
  | { readonly outcome: 'rate-limited'; readonly waitMs: number }
  /** It never left: nobody answers at the address. */
  | { readonly outcome: 'unreachable'; readonly reason: string }
  /**
   * It may have been accepted: only the same bytes under the same key may follow. `ours` when Resend
   * holds other bytes under the key, which a program without a mistake never causes.
   */
  | { readonly outcome: 'unknown'; readonly reason: string; readonly ours?: true }

/** What Resend's answers say of the rate it allows. */
export interface RateNotice {
  /** Requests a second. */
  readonly allowed: number
}

/** A batch request as bytes: the JSON that Resend takes, and how many mails it holds. */
interface BatchBody {
  readonly bytes: Uint8Array
  readonly mails: number
}

/** The way to Resend, or to the mailbox that stands in for it. Whatever happens is an outcome. */
export interface Mailer {
  /** Who is at the other end: `mailbox`, or a base URL and a fingerprint of the API key. */
  readonly provider: string
  /** Sends up to 100 mails in one request. `key` is the request's Idempotency-Key (1–256 characters). */
  sendBatch(mails: readonly Mail[], key: string): Promise<Outcome>
  /**
   * The same for mails that are bytes already: the bulk path. The bytes are the caller's again only when they
   * were accepted or nobody was reached: after any other outcome a socket may still be reading them.
   */
  postBatch(body: BatchBody, key: string): Promise<Outcome>
  /** What the newest answer said of the rate; nothing before the first, and of a server that says nothing. */
  rate(): RateNotice | undefined
  /**
   * Has the mailbox delete its copies of the mails to an address. Resend's API can delete none: what it keeps,
   * and for how long, is its own.
   *
   * @throws {ForgetError} when the mailbox does not answer.
   */
  forget(address: string): Promise<void>
  close(): Promise<void>
}
