import { setTimeout as sleep } from 'node:timers/promises'
import {
  type BatchClaim,
  type BatchDelivery,
  type BatchId,
  cancelBatch,
  claimBatch,
  dropLeavers,
  findBatchDeliveries,
  markUnknown,
  recordAcceptance,
  releaseBatch,
  stampAttempt,
} from '../../../db/queries/batch.ts'
import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { holdIssue } from '../../../db/queries/issue.ts'
import { drawSlot } from '../../../db/queries/send-rate.ts'
import type { Context } from '../../context.ts'
import type { Outcome } from '../../mailer/mailer.ts'
import { issueMailer } from '../../sending/issue-mail.ts'

/** Longer than a request may take with the wait for its slot, so that a living worker keeps its batch. */
const LEASE = '3 minutes'

export type SendBatchOutcome = 'not-to-be-had' | 'nobody-left' | 'lease-lost' | Outcome['outcome']

/** Sends one batch in one request under the batch's own key, and records what became of it. */
export async function sendBatch(context: Context, batch: BatchId): Promise<SendBatchOutcome> {
  const { db, config, mailer, log } = context
  const claim = await claimBatch(db, batch, LEASE)
  if (!claim) return 'not-to-be-had'
  await sleep(await drawSlot(db, config.requestsPerSecond))
  const deliveries = await db.transaction().execute(async (tx) => {
    await dropLeavers(tx, claim)
    return findBatchDeliveries(tx, claim)
  })
  if (deliveries.length === 0) {
    await cancelBatch(db, claim)
    return 'nobody-left'
  }
  const frozen = (await findFrozenIssue(db, batch.issueNumber))!
  const mailFor = issueMailer(frozen)
  const mails = deliveries.map((delivery) => mailFor(delivery, claim))
  if (!(await stampAttempt(db, claim))) return 'lease-lost'
  const outcome = await mailer.sendBatch(mails, requestKey(claim))
  await record(context, claim, deliveries, outcome)
  log.info({ ...batch, mails: mails.length, outcome: outcome.outcome }, 'batch answered')
  return outcome.outcome
}

/** Two installations on one Resend account never use the same key. */
function requestKey({ installation, key }: BatchClaim): string {
  return `${installation}-${key}`
}

async function record(
  { db }: Context,
  claim: BatchClaim,
  deliveries: readonly BatchDelivery[],
  outcome: Outcome,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    switch (outcome.outcome) {
      case 'accepted':
        return recordAcceptance(tx, claim, deliveries, outcome.ids)
      case 'unknown':
        await markUnknown(tx, claim, outcome.reason)
        return
      case 'rate-limited':
        await releaseBatch(tx, claim, { waitMs: outcome.waitMs, because: 'the rate was exceeded' })
        return
      case 'refused':
        await releaseBatch(tx, claim, { waitMs: 0, because: outcome.reason })
        await holdIssue(tx, claim.issueNumber, `Resend refused batch ${claim.batchNumber}: ${outcome.reason}`)
        return
    }
  })
}
