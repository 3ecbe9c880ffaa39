import { claimParcel, isParcelToRetry } from '../../../db/queries/parcel-claim.ts'
import { parkParcel } from '../../../db/queries/parcel-outcome.ts'
import type { Context } from '../../context.ts'
import { reserveSlot, untilOpen } from '../../sending/pace.ts'
import { attemptParcel, LEAD_MS, type ParcelOutcome } from './attempt.ts'

/** Asks again for a parcel of which nobody knows whether it was accepted; after 23 hours it never is. */
export async function retryParcel(context: Context, parcelId: number): Promise<ParcelOutcome> {
  const { db, log } = context
  const slot = await reserveSlot(context, 'mails', { wanted: () => isParcelToRetry(db, parcelId) })
  if (!slot) return 'not-to-be-had'
  await untilOpen(context, slot, { leadMs: LEAD_MS })
  const claim = await claimParcel(db, parcelId)
  if (!claim) return 'not-to-be-had'
  if (!claim.pinned?.tooLate) return attemptParcel(context, claim, slot)
  await parkParcel(db, claim, 'no answer within 23 hours of the first attempt')
  log.warn({ parcelId, mails: claim.mails.length }, 'parcel is parked: no answer in 23 hours')
  return 'parked'
}
