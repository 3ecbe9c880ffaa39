import type { Db } from '../../../db/connect.ts'
import { closeBreaker } from '../../../db/queries/breaker.ts'
import type { ParcelClaim } from '../../../db/queries/parcel-claim.ts'
import {
  doubtParcel,
  recordParcelAcceptance,
  rejectLoneMail,
  undoParcel,
} from '../../../db/queries/parcel-outcome.ts'
import { pauseSlots } from '../../../db/queries/send-rate.ts'
import type { Context } from '../../context.ts'
import type { Outcome } from '../../mailer/mailer.ts'
import { stopsEverything } from '../../sending/after-refusal.ts'
import { backoff } from '../../sending/backoff.ts'
import { persistently } from '../persistently.ts'

const WAITS = { firstMs: 5_000, longestMs: 60_000 }
/** A wrong API key or an exhausted quota is no mail's fault: it waits for an operator. */
const OPERATOR_WAIT_MS = 10 * 60_000

type Refused = Extract<Outcome, { outcome: 'refused' }>

/** Records what a request proved. A database that is away for a moment must not cost an answer. */
export async function recordParcelOutcome(
  { db, log }: Context,
  claim: ParcelClaim,
  outcome: Outcome,
): Promise<void> {
  const facts = {
    parcelId: claim.parcelId,
    mails: claim.mails.length,
    attempt: claim.attempts,
    outcome: outcome.outcome,
  }
  await persistently(
    () => db.transaction().execute((tx) => record(tx, claim, outcome)),
    (error) => log.error({ err: error, ...facts }, 'outcome not recorded'),
  )
  log.info(facts, 'parcel answered')
  if (outcome.outcome === 'unknown' && outcome.ours) {
    log.error(facts, 'BUG: Resend holds other mails under the key of this parcel; please report it')
  }
}

async function record(tx: Db, claim: ParcelClaim, outcome: Outcome): Promise<void> {
  switch (outcome.outcome) {
    case 'accepted':
      await recordParcelAcceptance(tx, claim, outcome.ids)
      // Issues need not wait for a batch of theirs to find that out.
      return closeBreaker(tx)
    case 'unknown':
      return doubtParcel(tx, claim, { waitMs: waitAfter(claim), because: outcome.reason })
    case 'unreachable':
      return notAccepted(tx, claim, { waitMs: waitAfter(claim), because: outcome.reason })
    case 'rate-limited':
      await notAccepted(tx, claim, { waitMs: outcome.waitMs, because: 'the rate was exceeded' })
      return pauseSlots(tx, outcome.waitMs)
    case 'refused':
      return recordRefusal(tx, claim, outcome)
  }
}

/**
 * A parcel falls apart into two, and those again, until the mail that Resend won't have stands alone; the
 * others go.
 */
async function recordRefusal(tx: Db, claim: ParcelClaim, { fault, reason }: Refused): Promise<void> {
  if (stopsEverything(fault)) {
    return notAccepted(tx, claim, { waitMs: OPERATOR_WAIT_MS, because: reason })
  }
  if (claim.pinned) return doubtParcel(tx, claim, { waitMs: waitAfter(claim), because: reason })
  if (claim.mails.length === 1) return rejectLoneMail(tx, claim, reason)
  await undoParcel(tx, claim, { waitMs: 0, because: reason, atMost: Math.ceil(claim.mails.length / 2) })
}

/** What an answer says of one attempt it does not say of an earlier one: a pinned parcel stays pinned. */
async function notAccepted(
  tx: Db,
  claim: ParcelClaim,
  wait: { waitMs: number; because: string },
): Promise<void> {
  await (claim.pinned ? doubtParcel : undoParcel)(tx, claim, wait)
}

/** The attempt that failed is counted already. */
function waitAfter({ attempts }: ParcelClaim): number {
  return backoff(attempts - 1, WAITS, Math.random())
}
