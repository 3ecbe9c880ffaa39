import { setTimeout as sleep } from 'node:timers/promises'
import {
  type BatchClaim,
  type BatchId,
  cancelBatch,
  claimBatch,
  dropLeavers,
  findBatchDeliveries,
  releaseBatch,
  stampAttempt,
} from '../../../db/queries/batch-claim.ts'
import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { drawSlot } from '../../../db/queries/send-rate.ts'
import type { Context } from '../../context.ts'
import type { Delivery } from '../../domain/delivery.ts'
import type { Mail } from '../../domain/mail.ts'
import type { Outcome } from '../../mailer/mailer.ts'
import { issueMailer } from '../../sending/issue-mail.ts'
import { recordOutcome } from './record-outcome.ts'

/** Longer than a request may take, and than the wait for its slot, so that a living worker keeps its batch. */
const LEASE = '3 minutes'

export type SendBatchOutcome = 'not-to-be-had' | 'nobody-left' | Outcome['outcome']

/** Sends one batch in one request under the batch's own key, and records what became of it. */
export async function sendBatch(context: Context, batch: BatchId): Promise<SendBatchOutcome> {
  const { db, config, mailer, log } = context
  const claim = await claimBatch(db, batch, LEASE)
  if (!claim) return 'not-to-be-had'
  await sleep(await drawSlot(db, config.requestsPerSecond))
  const attempt = await beginAttempt(context, claim)
  if (typeof attempt === 'string') return attempt
  const outcome = await mailer.sendBatch(attempt.mails, requestKey(claim))
  await recordOutcome(context, claim, attempt.deliveries, outcome)
  log.info({ ...batch, mails: attempt.mails.length, outcome: outcome.outcome }, 'batch answered')
  return outcome.outcome
}

/**
 * Settles, in one transaction that holds the batch, who is mailed and that the request may be accepted
 * from now on. Whoever has lost the claim changes nothing.
 */
async function beginAttempt(
  { db }: Context,
  claim: BatchClaim,
): Promise<{ deliveries: Delivery[]; mails: Mail[] } | 'not-to-be-had' | 'nobody-left'> {
  const mailFor = issueMailer((await findFrozenIssue(db, claim.issueNumber))!)
  return db.transaction().execute(async (tx) => {
    if (!(await stampAttempt(tx, claim, LEASE))) {
      await releaseBatch(tx, claim, { because: 'the issue is not being sent' })
      return 'not-to-be-had'
    }
    await dropLeavers(tx, claim)
    const deliveries = await findBatchDeliveries(tx, claim)
    if (deliveries.length === 0) {
      await cancelBatch(tx, claim)
      return 'nobody-left'
    }
    return { deliveries, mails: deliveries.map((delivery) => mailFor(delivery, claim)) }
  })
}

/** Two installations on one Resend account never use the same key. */
function requestKey({ installation, key }: BatchClaim): string {
  return `${installation}-${key}`
}
