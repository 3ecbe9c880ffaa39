import type { Account } from './account.ts'
import { type Comparison, comparisonTitle } from './comparison.ts'

/** `held` waits for an editor and says why; `discarded` is a draft that is not to become an issue. */
export type IssueStatus =
  | 'draft'
  | 'discarded'
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
  /** The editor's, for every edition; null where each edition's is made of what it begins with. */
  readonly preheader: string | null
  /** Markdown. */
  readonly intro: string
  readonly sendAt: Date | null
  /** The IANA zone in which the editor chose the time. */
  readonly timeZone: string | null
  /** What an editor has to mend before a held issue goes on. */
  readonly heldBecause: string | null
  readonly sentAt: Date | null
  /** The rhythm's slot whose issue it is. */
  readonly plannedFor: Date | null
  /** Whether what is published goes into it by itself, as no editor has touched its list yet. */
  readonly gathers: boolean
  /** Counts the edits: who edits an older one than there is has not seen all of it. */
  readonly version: number
  /** Slugs, in order. */
  readonly comparisons: readonly string[]
  /** What the first comparison is called. */
  readonly lead: string | null
}

/** Where an editor's subject names the first comparison that the reader gets. */
const LEAD = '{first}'

/** What stands in braces and that nobody fills: all but {first} in the subject. */
export function unfilled(text: string, { fills = false } = {}): string[] {
  const found = (fills ? text.replaceAll(LEAD, '') : text).match(/\{[\p{L}_][\p{L}\p{N}_. -]*\}/gu)
  return [...new Set(found)]
}

/** What an issue without an editor's subject is called. */
export const PROPOSED_SUBJECT = `${LEAD}: this week’s verdicts`

/** An issue's subject as its first readers get it; of an empty one, what stands beside the comparison's name. */
export function issueTitle({ subject, lead }: Pick<Issue, 'subject' | 'lead'>): string {
  return lead === null ? subjectWithoutLead(subject) : subject.replaceAll(LEAD, lead)
}

/** What is left of an editor's subject where there is no comparison yet that it could name. */
export function subjectWithoutLead(subject: string): string {
  const rest = subject.replaceAll(LEAD, '').replace(/^[\s:,–—-]+/, '')
  return rest === '' ? 'An empty issue' : rest[0]!.toUpperCase() + rest.slice(1)
}

/** Most of a list that fills by itself: more is an archive, not a week. */
export const MOST_GATHERED = 20

/** What of a comparison an edition's subject and preheader are made of. */
export type Lead = Pick<Comparison<{ readonly name: string }>, 'slug' | 'tools' | 'bottomLine'>

/** What of an issue, or of a digest, the subjects of its editions are made of. */
export interface Subjects {
  /** The editor's. */
  readonly subject: string
  readonly comparisons: readonly Lead[]
  /** The month whose verdicts these are, like "October 2026", in what monthly readers get. */
  readonly digestOf?: string | undefined
}

/**
 * The subject of an edition, which names the comparison that it begins with: where the editor says so, or
 * before the editor's words. Words that name another comparison of the issue are not for these readers.
 */
export function editionSubject({ subject, comparisons, digestOf }: Subjects, lead: Lead): string {
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
export function preheader(lead: Pick<Lead, 'tools'>, bottomLine: string): string {
  const line = [comparisonTitle(lead), bottomLine].filter(Boolean).join('. ')
  return line.length <= LONGEST_PREHEADER
    ? line
    : `${line.slice(0, LONGEST_PREHEADER).replace(/\s+\S*$/, '')} …`
}

/** What phones show of a subject, in characters. */
export const SUBJECT_ON_PHONES = 40

/** What phones show of it at most. */
const LONGEST_PREHEADER = 140

function names(subject: string, { tools }: Lead): boolean {
  return tools.every(({ name }) => subject.toLowerCase().includes(name.toLowerCase()))
}

/** Whether an issue's bytes are still to be decided. */
export function isOpen({ status }: Pick<Issue, 'status'>): boolean {
  return status === 'draft' || status === 'scheduled' || status === 'held'
}

/** Whether the public may see an issue: its first mails are on their way. A held or cancelled one may have sent some. */
export function isOut({ status }: Pick<Issue, 'status'>, { accepted, unknown }: Account): boolean {
  if (status === 'held' || status === 'cancelled') return accepted + unknown > 0
  return status === 'sending' || status === 'paused' || status === 'sent'
}
