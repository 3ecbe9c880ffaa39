import { findLastSent, findNextIssue, listIssuesIn } from '../../../db/queries/issue.ts'
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
  /** Those that have a time as well, the nearest number first. */
  readonly alsoScheduled: readonly Issue[]
  /** The drafts that are not the next issue, the nearest number first. */
  readonly otherDrafts: readonly Issue[]
  readonly last: IssueReport | undefined
  /** "Every Tuesday 09:00 (Europe/Berlin)", and its next time, unless it is paused or not set. */
  readonly rhythm: { readonly words: string; readonly slot: Slot } | undefined
}

/** More at once were never on their way: the rest are in the list of issues. */
const MOST_OPEN = 40

const UNDER_WAY = ['preparing', 'sending', 'paused'] as const satisfies IssueStatus[]

/** Counts the ledger of what is open, and of the last issue: no more than that. */
export async function showThisWeek({
  db,
  countedBatches,
}: Pick<Context, 'db' | 'countedBatches'>): Promise<ThisWeek> {
  const [unfinished, last, rhythm, next] = await Promise.all([
    listIssuesIn(db, [...UNDER_WAY, 'held', 'scheduled', 'draft'], MOST_OPEN),
    findLastSent(db),
    findRhythm(db),
    findNextIssue(db),
  ])
  const of = (...statuses: readonly IssueStatus[]) =>
    unfinished.filter(({ status }) => statuses.includes(status))
  const report = async (issue: Issue) => ({
    ...issue,
    account: await accountOf(db, issue.number, countedBatches),
  })
  const butNext = (issues: readonly Issue[]) =>
    issues.filter(({ number }) => number !== next?.number).reverse()
  return {
    open: await Promise.all([...of('held'), ...of(...UNDER_WAY)].map(report)),
    next,
    alsoScheduled: butNext(of('scheduled')),
    otherDrafts: butNext(of('draft')),
    last: last && (await report(last)),
    rhythm:
      rhythm && !rhythm.paused
        ? { words: describeRhythm(rhythm), slot: nextOpenSlot(rhythm, rhythm.now, rhythm.skipped) }
        : undefined,
  }
}
