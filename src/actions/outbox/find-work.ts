import { areMailsDue } from '../../../db/queries/outbox.ts'
import { findParcelsToRetry } from '../../../db/queries/parcel-claim.ts'
import { expireParcelLeases } from '../../../db/queries/parcel-outcome.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'

const MOST_AT_ONCE = 500

/** What the rows say is to be done for the small mails now. */
export async function findMailWork({ db }: Context): Promise<Work[]> {
  await expireParcelLeases(db)
  const parcels = await findParcelsToRetry(db, MOST_AT_ONCE)
  return [
    ...((await areMailsDue(db)) ? [{ kind: 'send-mails', reason: 'pulse' } as const] : []),
    ...parcels.map((parcelId) => ({ kind: 'retry-parcel', parcelId }) as const),
  ]
}
