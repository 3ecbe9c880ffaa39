import { listParked, type ParkedReport } from '../../../db/queries/batch-parked.ts'
import { findBatchState, listBatchReaders, type NamedDelivery } from '../../../db/queries/batch-readers.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import type { BatchState } from '../../domain/batch-states.ts'
import type { Issue } from '../../domain/issue.ts'
import { atOneMoment } from '../at-one-moment.ts'

/** A batch, who is in it, and what there is to decide about it. */
export interface BatchDetails {
  readonly issue: Issue
  readonly batchNumber: number
  readonly state: BatchState
  readonly readers: readonly NamedDelivery[]
  readonly parked: ParkedReport | undefined
}

/** One batch of an issue, from one snapshot. */
export async function showBatch(
  { db }: Pick<Context, 'db'>,
  issueNumber: number,
  batchNumber: number,
): Promise<BatchDetails | undefined> {
  return atOneMoment(db, async (tx) => {
    const issue = await findIssue(tx, issueNumber)
    const state = await findBatchState(tx, issueNumber, batchNumber)
    if (!issue || !state) return undefined
    const [parked] = await listParked(tx, issueNumber, { batchNumber, most: 1 })
    return {
      issue,
      batchNumber,
      state,
      readers: await listBatchReaders(tx, issueNumber, batchNumber),
      parked,
    }
  })
}
