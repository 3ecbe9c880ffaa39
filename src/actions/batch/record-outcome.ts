import type { Db } from '../../../db/connect.ts'
import type { BatchClaim, BatchId } from '../../../db/queries/batch-move.ts'
import { giveBack, markUnknown, recordAcceptance, rejectBatch } from '../../../db/queries/batch-outcome.ts'
import { type Evidence, findEvidence, splitBatch } from '../../../db/queries/batch-split.ts'
import { closeBreaker, countUnknown } from '../../../db/queries/breaker.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { holdIssue } from '../../../db/queries/issue-life.ts'
import { pauseSlots } from '../../../db/queries/send-rate.ts'
import type { Context } from '../../context.ts'
import type { Delivery } from '../../domain/delivery.ts'
import type { Work } from '../../domain/work.ts'
import type { Outcome } from '../../mailer/mailer.ts'
import { afterRefusal, stopsEverything } from '../../sending/after-refusal.ts'
import { backoff } from '../../sending/backoff.ts'
import { batchWork } from '../../sending/batch-work.ts'
import { persistently } from '../persistently.ts'
import { whyHeld } from './why-held.ts'

/** A batch on its way, and whom it is for. */
export interface Attempt {
  readonly claim: BatchClaim
  readonly deliveries: readonly Delivery[]
}

type Refused = Extract<Outcome, { outcome: 'refused' }>

/** Never so long that a send would take a minute to go on once Resend answers again. */
const WAITS = { firstMs: 1_000, longestMs: 20_000 }

/** Until the other halves of its batch tell more. */
const WAIT_FOR_OTHERS_MS = 2_000

/**
 * Records what a request proved. A database that is away for a moment must not cost an answer.
 *
 * @returns the work that follows from it.
 */
export async function recordOutcome(
  { db, config, log }: Context,
  attempt: Attempt,
  outcome: Outcome,
): Promise<Work[]> {
  const { issueNumber, batchNumber } = attempt.claim
  let work: Work[] = []
  await persistently(
    async () => {
      work =
        outcome.outcome === 'accepted'
          ? await recordAccepted({ db, log }, attempt, outcome.ids)
          : await db.transaction().execute((tx) => recordOther({ tx, config }, attempt, outcome))
    },
    (error) =>
      log.error({ err: error, issueNumber, batchNumber, outcome: outcome.outcome }, 'outcome not recorded'),
  )
  return work
}

async function recordAccepted(
  { db, log }: Pick<Context, 'db' | 'log'>,
  { claim, deliveries }: Attempt,
  ids: readonly string[],
): Promise<Work[]> {
  if (!(await recordAcceptance(db, claim, deliveries, ids))) {
    const { issueNumber, batchNumber } = claim
    log.error({ issueNumber, batchNumber }, 'Resend accepted what was settled otherwise under the same key')
  }
  if (claim.inDoubt) await closeBreaker(db)
  return []
}

async function recordOther(
  { tx, config }: Pick<Context, 'config'> & { readonly tx: Db },
  { claim, deliveries }: Attempt,
  outcome: Exclude<Outcome, { outcome: 'accepted' }>,
): Promise<Work[]> {
  switch (outcome.outcome) {
    case 'rate-limited':
      await tryAgain(tx, claim, { waitMs: outcome.waitMs, because: 'the rate was exceeded', newKey: true })
      await pauseSlots(tx, outcome.waitMs)
      await closeBreaker(tx)
      return []
    case 'refused':
      await closeBreaker(tx)
      return batchWork(await recordRefusal(tx, claim, deliveries.length, outcome), config.requestsPerSecond)
    case 'unreachable':
    case 'unknown': {
      const waitMs = backoff(claim.attempts, WAITS, Math.random())
      if (outcome.outcome === 'unknown') await markUnknown(tx, claim, { waitMs, because: outcome.reason })
      else await tryAgain(tx, claim, { waitMs, because: outcome.reason, newKey: false })
      await countUnknown(tx)
      return []
    }
  }
}

/** A batch that was not accepted now goes back; if it may have been before, it stays as it is. */
async function tryAgain(
  tx: Db,
  claim: BatchClaim,
  wait: { waitMs: number; because: string; newKey: boolean },
): Promise<void> {
  if (claim.pinnedSha256) await markUnknown(tx, claim, wait)
  else await giveBack(tx, claim, wait)
}

const NO_EVIDENCE: Evidence = { othersAreOpen: false, othersAccepted: false }

/** @returns the halves, if the batch is split. */
async function recordRefusal(tx: Db, claim: BatchClaim, mails: number, refusal: Refused): Promise<BatchId[]> {
  const { issueNumber, batchNumber, isHalf } = claim
  const { fault, reason: because } = refusal
  const evidence = isHalf ? await findEvidence(tx, claim) : NO_EVIDENCE
  const next = afterRefusal({
    ...evidence,
    fault,
    mails,
    pinned: claim.pinnedSha256 !== null,
    isHalf,
  })
  if (next === 'hold' || stopsEverything(fault)) {
    await holdIssue(tx, issueNumber, whyHeld(refusal, batchNumber, await clockNow(tx)))
  }
  switch (next) {
    case 'split':
      return await splitBatch(tx, claim, because)
    case 'reject':
      await rejectBatch(tx, claim, because)
      return []
    case 'doubt':
      await markUnknown(tx, claim, { waitMs: backoff(claim.attempts, WAITS, Math.random()), because })
      return []
    case 'wait':
      await giveBack(tx, claim, { waitMs: WAIT_FOR_OTHERS_MS, because, newKey: true })
      return []
    case 'hold':
      await giveBack(tx, claim, { because, newKey: true })
      return []
  }
}
