import type { Db } from '../../../db/connect.ts'
import { type BatchClaim, releaseBatch } from '../../../db/queries/batch-claim.ts'
import { findUnknownBatches } from '../../../db/queries/batch-list.ts'
import { markUnknown, recordAcceptance } from '../../../db/queries/batch-outcome.ts'
import { holdIssue } from '../../../db/queries/issue-life.ts'
import { pauseSlots } from '../../../db/queries/send-rate.ts'
import type { Context } from '../../context.ts'
import type { Delivery } from '../../domain/delivery.ts'
import type { Outcome } from '../../mailer/mailer.ts'
import { persistently } from '../persistently.ts'

/** So many unanswered batches, and the issue waits for an editor rather than strand more of its readers. */
const MOST_UNKNOWN = 5

/** Records what a request proved. A database that is away for a moment must not cost an answer. */
export async function recordOutcome(
  { db, log }: Context,
  claim: BatchClaim,
  deliveries: readonly Delivery[],
  outcome: Outcome,
): Promise<void> {
  const { issueNumber, batchNumber } = claim
  await persistently(
    () => db.transaction().execute((tx) => record(tx, claim, deliveries, outcome)),
    (error) =>
      log.error({ err: error, issueNumber, batchNumber, outcome: outcome.outcome }, 'outcome not recorded'),
  )
}

async function record(
  tx: Db,
  claim: BatchClaim,
  deliveries: readonly Delivery[],
  outcome: Outcome,
): Promise<void> {
  const { issueNumber, batchNumber } = claim
  switch (outcome.outcome) {
    case 'accepted':
      return recordAcceptance(tx, claim, deliveries, outcome.ids)
    case 'unknown':
      await markUnknown(tx, claim, outcome.reason)
      if ((await findUnknownBatches(tx, issueNumber)).length >= MOST_UNKNOWN) {
        await holdIssue(
          tx,
          issueNumber,
          `Nobody knows what became of ${MOST_UNKNOWN} batches: ${outcome.reason}`,
        )
      }
      return
    case 'rate-limited':
      await releaseBatch(tx, claim, { waitMs: outcome.waitMs, because: 'the rate was exceeded' })
      return pauseSlots(tx, outcome.waitMs)
    case 'refused':
      await releaseBatch(tx, claim, { because: outcome.reason })
      await holdIssue(tx, issueNumber, `Resend refused batch ${batchNumber}: ${outcome.reason}`)
      return
  }
}
