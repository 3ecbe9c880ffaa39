import type { Account } from './account.ts'

/** `held` waits for an editor and says why. */
export type IssueStatus =
  | 'draft'
  | 'scheduled'
  | 'preparing'
  | 'sending'
  | 'paused'
  | 'held'
  | 'sent'
  | 'cancelled'

/** One number of the newsletter, as editors know it. */
export interface Issue {
  readonly number: number
  readonly status: IssueStatus
  readonly subject: string
  /** Plain text; a blank line starts a new paragraph. */
  readonly intro: string
  readonly sendAt: Date | null
  /** The IANA zone in which the editor chose the time. */
  readonly timeZone: string | null
  /** What an editor has to mend before a held issue goes on. */
  readonly heldBecause: string | null
  readonly sentAt: Date | null
  /** Slugs, in order. */
  readonly comparisons: readonly string[]
}

/** The line that mail programs show beside the subject: what the issue compares. */
export function preheader(titles: readonly string[]): string {
  return titles.join(' · ')
}

/** Whether the public may see an issue: its first mails are on their way. A held one may have sent some. */
export function isOut({ status }: Pick<Issue, 'status'>, { accepted, unknown }: Account): boolean {
  if (status === 'held') return accepted + unknown > 0
  return status === 'sending' || status === 'paused' || status === 'sent'
}
