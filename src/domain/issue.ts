import type { Account } from './account.ts'
import { type Comparison, comparisonTitle } from './comparison.ts'

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
  /** Markdown. */
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

/** Where an editor's subject names the first comparison that the reader gets. */
const LEAD = '{first}'

/** What of an issue, or of a digest, the subjects of its editions are made of. */
export interface Subjects {
  /** The editor's. */
  readonly subject: string
  readonly comparisons: readonly Comparison[]
  /** The month whose verdicts these are, like "October 2026", in what monthly readers get. */
  readonly digestOf?: string | undefined
}

/**
 * The subject of an edition, which names the comparison that it begins with: where the editor says so, or
 * before the editor's words. Words that name another comparison of the issue are not for these readers.
 */
export function editionSubject({ subject, comparisons, digestOf }: Subjects, lead: Comparison): string {
  const title = comparisonTitle(lead)
  if (digestOf) return `${title}: the verdicts of ${digestOf}`
  if (subject.includes(LEAD)) return subject.replaceAll(LEAD, title)
  if (names(subject, lead)) return subject
  return comparisons.some((comparison) => names(subject, comparison)) ? title : `${title}: ${subject}`
}

/**
 * The line that mail programs show beside the subject: the first comparison, and what it came to.
 *
 * @param bottomLine its first line, without marks.
 */
export function preheader(lead: Comparison, bottomLine: string): string {
  const line = [comparisonTitle(lead), bottomLine].filter(Boolean).join('. ')
  return line.length <= LONGEST_PREHEADER
    ? line
    : `${line.slice(0, LONGEST_PREHEADER).replace(/\s+\S*$/, '')} …`
}

/** What phones show of it at most. */
const LONGEST_PREHEADER = 140

function names(subject: string, { tools }: Comparison): boolean {
  return tools.every(({ name }) => subject.toLowerCase().includes(name.toLowerCase()))
}

/** Whether the public may see an issue: its first mails are on their way. A held one may have sent some. */
export function isOut({ status }: Pick<Issue, 'status'>, { accepted, unknown }: Account): boolean {
  if (status === 'held') return accepted + unknown > 0
  return status === 'sending' || status === 'paused' || status === 'sent'
}
