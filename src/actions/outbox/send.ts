import { areMailsDue } from '../../../db/queries/outbox.ts'
import { gatherParcel } from '../../../db/queries/parcel-claim.ts'
import type { Context } from '../../context.ts'
import { reserveSlot, untilOpen } from '../../sending/pace.ts'
import { attemptParcel, LEAD_MS, type ParcelOutcome } from './attempt.ts'

/** After so long, what is still due is left to the next piece of work: whoever wants to stop can. */
const LONGEST_MS = 10_000

/**
 * Sends the small mails that are due, parcel after parcel. A slot of the rate is drawn first, so that a
 * parcel takes along what has come in while it waited.
 */
export async function sendMails(context: Context): Promise<ParcelOutcome[]> {
  const { db } = context
  const outcomes: ParcelOutcome[] = []
  const end = performance.now() + LONGEST_MS
  while (performance.now() < end) {
    const slot = await reserveSlot(context, 'mails', { wanted: () => areMailsDue(db) })
    if (!slot) break
    await untilOpen(context, slot, { leadMs: LEAD_MS })
    const claim = await gatherParcel(db)
    if (claim) outcomes.push(await attemptParcel(context, claim, slot))
  }
  return outcomes
}
