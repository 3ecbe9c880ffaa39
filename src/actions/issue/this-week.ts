import { listIssuesAround } from '../../../db/queries/issue.ts'
import { accountOf } from '../../../db/queries/ledger.ts'
import { findRhythm } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'
import type { Issue, IssueStatus } from '../../domain/issue.ts'
import { describeRhythm, nextOpenSlot, type Slot } from '../../domain/rhythm.ts'
import type { IssueReport } from './show.ts'

/** What an editor has to know first. */
export interface ThisWeek {
  /** Held or on their way, newest first. */
  readonly open: readonly IssueReport[]
  readonly next: Issue | undefined
  /** Those that have a time as well, the nearest first. */
  readonly alsoScheduled: readonly Issue[]
  /** The drafts that are not the next issue, the nearest first. */
  readonly otherDrafts: readonly Issue[]
  readonly last: IssueReport | undefined
  /** "Every Tuesday 09:00 (Europe/Berlin)", and its next time, unless it is paused or not set. */
  readonly rhythm: { readonly words: string; readonly slot: Slot } | undefined
}

/** More at once were never on their way: the rest are in the list of issues. */
const MOST = 40

/** Counts the ledger of what is open, and of the last issue: no more than that. */
export async function showThisWeek({
  db,
  countedBatches,
}: Pick<Context, 'db' | 'countedBatches'>): Promise<ThisWeek> {
  const [issues, rhythm] = await Promise.all([listIssuesAround(db, MOST), findRhythm(db)])
  const of = (...statuses: readonly IssueStatus[]) => issues.filter(({ status }) => statuses.includes(status))
  const report = async (issue: Issue) => ({
    ...issue,
    account: await accountOf(db, issue.number, countedBatches),
  })
  const [next, ...others] = of('draft', 'scheduled')
  const [last] = of('sent')
  const open = of('held', 'preparing', 'sending', 'paused').toSorted((a, b) => b.number - a.number)
  return {
    open: await Promise.all(open.map(report)),
    next,
    alsoScheduled: others.filter(({ status }) => status === 'scheduled'),
    otherDrafts: others.filter(({ status }) => status === 'draft'),
    last: last && (await report(last)),
    rhythm:
      rhythm && !rhythm.paused
        ? { words: describeRhythm(rhythm), slot: nextOpenSlot(rhythm, rhythm.now, rhythm.skipped) }
        : undefined,
  }
}
