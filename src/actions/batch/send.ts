import { createHash } from 'node:crypto'
import {
  claimBatch,
  emptyBatch,
  excludeLeavers,
  findOpenDeliveries,
  lockClaim,
  renewKey,
  stampAttempt,
} from '../../../db/queries/batch-claim.ts'
import type { BatchClaim, BatchId } from '../../../db/queries/batch-move.ts'
import { giveBack } from '../../../db/queries/batch-outcome.ts'
import { parkClaim } from '../../../db/queries/batch-parked.ts'
import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import type { Outcome } from '../../mailer/mailer.ts'
import { reserveSlot, untilOpen } from '../../sending/pace.ts'
import { noticeRate } from '../notice-rate.ts'
import { type Attempt, recordOutcome } from './record-outcome.ts'

export interface SendBatchOutcome {
  readonly outcome: 'not-to-be-had' | 'nobody-left' | 'parked' | Outcome['outcome']
  readonly work: readonly Work[]
}

/** Sends one batch in one request under the batch's own key, and records what became of it. */
export async function sendBatch(context: Context, batch: BatchId): Promise<SendBatchOutcome> {
  const { db, mailer, issueBodies, log } = context
  const claimed = await claimBatch(db, batch, mailer.provider)
  if (!claimed) return without('not-to-be-had')
  const attempt = await settleRecipients(context, claimed)
  if (!attempt) return without('nobody-left')
  const { claim } = attempt
  const issue = await issueBodies.of(claim, async () => (await findFrozenIssue(db, claim.issueNumber))!)
  const body = issue.write(attempt.deliveries, claim)
  let bytesAreRead = false
  try {
    const sha256 = createHash('sha256').update(body.bytes).digest()
    if (claim.pinnedSha256 && !sha256.equals(claim.pinnedSha256)) return await park(context, claim)
    // A slot may be some way off: what is left to write is written meanwhile.
    const slot = (await reserveSlot(context, 'issues'))!
    if (!(await stampAttempt(db, claim, { sha256, provider: mailer.provider }))) {
      if (!claim.pinnedSha256)
        await giveBack(db, claim, { because: 'the issue is not being sent', newKey: false })
      return without('not-to-be-had')
    }
    await untilOpen(context, slot)
    bytesAreRead = true
    const outcome = await mailer.postBatch(body, requestKey(claim))
    bytesAreRead = outcome.outcome !== 'accepted' && outcome.outcome !== 'unreachable'
    if (outcome.outcome === 'unknown' && outcome.ours) {
      log.error(batch, 'BUG: Resend holds other bytes under the key of a pinned batch; please report it')
    }
    const work = await recordOutcome(context, attempt, outcome)
    await noticeRate(context)
    log.info({ ...batch, mails: body.mails, outcome: outcome.outcome }, 'batch answered')
    return { outcome: outcome.outcome, work }
  } finally {
    if (!bytesAreRead) body.release()
  }
}

/**
 * Settles who is mailed; nothing when everybody has left. Who is in a pinned batch stays in it. Whoever
 * leaves between two attempts changes the bytes, and so the key.
 */
async function settleRecipients({ db }: Context, claim: BatchClaim): Promise<Attempt | undefined> {
  const deliveries = await findOpenDeliveries(db, claim)
  const leavers = claim.pinnedSha256 ? [] : deliveries.filter(({ leaving }) => leaving)
  if (leavers.length === 0 && deliveries.length > 0) return { claim, deliveries }
  return db.transaction().execute(async (tx) => {
    if (!(await lockClaim(tx, claim))) return undefined
    await excludeLeavers(tx, claim, leavers)
    const left = deliveries.filter((delivery) => !leavers.includes(delivery))
    if (left.length === 0) {
      await emptyBatch(tx, claim)
      return undefined
    }
    return { claim: claim.attempts > 0 ? await renewKey(tx, claim) : claim, deliveries: left }
  })
}

async function park({ db, log }: Context, claim: BatchClaim): Promise<SendBatchOutcome> {
  const { issueNumber, batchNumber } = claim
  await parkClaim(db, claim, 'the bytes to send now differ from those sent before')
  log.error(
    { issueNumber, batchNumber },
    'BUG: a pinned batch came out different; it is parked, please report it',
  )
  return without('parked')
}

function without(outcome: SendBatchOutcome['outcome']): SendBatchOutcome {
  return { outcome, work: [] }
}

/** Two installations on one Resend account never use the same key. */
function requestKey({ installation, key }: BatchClaim): string {
  return `${installation}-${key}`
}
