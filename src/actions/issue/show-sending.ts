import { listParked, type ParkedReport, stampOfParked } from '../../../db/queries/batch-parked.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import { type Issue, isOpen } from '../../domain/issue.ts'
import type { Progress } from '../../domain/progress.ts'
import { approvalRule } from './approval-state.ts'
import { composeLoaded } from './compose-whole-issue.ts'
import { type AudienceEstimate, estimateAudience } from './estimate-audience.ts'
import { type Readiness, readinessOf } from './find-readiness.ts'
import { loadWholeIssue } from './load-whole-issue.ts'
import { showProgress } from './show-progress.ts'

/** All that an editor sees of an issue's send, and decides from. */
export interface IssueSending {
  readonly issue: Issue
  readonly progress: Progress
  /** The first of the parked batches. */
  readonly parked: readonly ParkedReport[]
  /** Names all that are parked, for a decision about all of them. */
  readonly parkedStamp: string | null
  /** As long as nobody is in the audience yet. */
  readonly estimate: AudienceEstimate | undefined
  /** The same. */
  readonly readiness: Readiness | undefined
}

const MOST_PARKED_SHOWN = 20

/** Where the send of an issue stands, and what is to be decided about it. */
export async function showSending(
  {
    db,
    config,
    countedBatches,
    readerCounts,
  }: Pick<Context, 'db' | 'config' | 'countedBatches' | 'readerCounts'>,
  number: number,
): Promise<IssueSending | undefined> {
  const [issue, progress] = await Promise.all([
    findIssue(db, number),
    showProgress({ db, config, countedBatches }, number),
  ])
  if (!issue || !progress) return undefined
  const isUnfrozen = isOpen(issue) && progress.account.audience === 0
  const open = isUnfrozen ? await showOpen({ db, config, readerCounts }, issue) : undefined
  return {
    issue,
    progress,
    parked: progress.parkedBatches === 0 ? [] : await listParked(db, number, { most: MOST_PARKED_SHOWN }),
    parkedStamp: progress.parkedBatches === 0 ? null : await stampOfParked(db, number),
    estimate: open?.estimate,
    readiness: open?.readiness,
  }
}

/** Of an issue that nothing was prepared of: what it would come to, and what it still wants. */
async function showOpen(
  { db, config, readerCounts }: Pick<Context, 'db' | 'config' | 'readerCounts'>,
  issue: Issue,
) {
  const [whole, rule] = await Promise.all([loadWholeIssue(db, issue), approvalRule({ db, config })])
  const composed = composeLoaded(config, whole)
  const [estimate, readiness] = await Promise.all([
    estimateAudience({ db, config, readerCounts }, composed),
    readinessOf({ db, config }, rule, whole, composed),
  ])
  return { estimate, readiness }
}
