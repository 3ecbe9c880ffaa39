import { setTimeout as sleep } from 'node:timers/promises'
import {
  type BatchClaim,
  type BatchId,
  cancelBatch,
  claimBatch,
  dropLeavers,
  findBatchDeliveries,
  lockClaim,
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
  const attempt = await readyAttempt(context, claim)
  if (!attempt) return 'nobody-left'
  // Drawn last, so that nothing but the request itself comes between the slot and Resend.
  await sleep(await drawSlot(db, config.requestsPerSecond))
  if (!(await stampAttempt(db, claim, LEASE))) {
    await releaseBatch(db, claim, { because: 'the issue is not being sent' })
    return 'not-to-be-had'
  }
  const outcome = await mailer.sendBatch(attempt.mails, requestKey(claim))
  await recordOutcome(context, claim, attempt.deliveries, outcome)
  log.info({ ...batch, mails: attempt.mails.length, outcome: outcome.outcome }, 'batch answered')
  return outcome.outcome
}

interface Attempt {
  readonly deliveries: readonly Delivery[]
  readonly mails: readonly Mail[]
}

/** Settles, under the claim, who is mailed, and writes their mails; nothing when everybody has left. */
async function readyAttempt({ db }: Context, claim: BatchClaim): Promise<Attempt | undefined> {
  const deliveries = await db.transaction().execute(async (tx) => {
    if (!(await lockClaim(tx, claim))) return []
    await dropLeavers(tx, claim)
    const left = await findBatchDeliveries(tx, claim)
    if (left.length === 0) await cancelBatch(tx, claim)
    return left
  })
  if (deliveries.length === 0) return undefined
  const mailFor = issueMailer((await findFrozenIssue(db, claim.issueNumber))!)
  return { deliveries, mails: deliveries.map((delivery) => mailFor(delivery, claim)) }
}

/** Two installations on one Resend account never use the same key. */
function requestKey({ installation, key }: BatchClaim): string {
  return `${installation}-${key}`
}
