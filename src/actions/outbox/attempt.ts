import { createHash } from 'node:crypto'
import { type ParcelClaim, pinParcel } from '../../../db/queries/parcel-claim.ts'
import { parkParcel } from '../../../db/queries/parcel-outcome.ts'
import type { Context } from '../../context.ts'
import type { Mail } from '../../domain/mail.ts'
import type { Outcome } from '../../mailer/mailer.ts'
import { type Slot, untilOpen } from '../../sending/pace.ts'
import { noticeRate } from '../notice-rate.ts'
import { recordParcelOutcome } from './record-outcome.ts'

/** How long before its slot opens a parcel is claimed: what has to be written before it leaves takes less. */
export const LEAD_MS = 30

export type ParcelOutcome = 'not-to-be-had' | 'parked' | Outcome['outcome']

/** Sends a claimed parcel in one request under its own key once the slot opens, and records what became of it. */
export async function attemptParcel(
  context: Context,
  claim: ParcelClaim,
  slot: Slot,
): Promise<ParcelOutcome> {
  const { db, mailer, log } = context
  const { parcelId, installation, key, pinned } = claim
  const mails = claim.mails.map(({ id, mail }) => tagged(mail, installation, id))
  const bodySha256 = createHash('sha256').update(JSON.stringify(mails)).digest()
  const changed = pinned && whatChanged(pinned, { bodySha256, provider: mailer.provider })
  if (changed) {
    await parkParcel(db, claim, changed)
    log.error(
      { parcelId, mails: mails.length, because: changed },
      'parcel is parked: it must not be repeated',
    )
    return 'parked'
  }
  if (!(await pinParcel(db, claim, { bodySha256, provider: mailer.provider }))) return 'not-to-be-had'
  await untilOpen(context, slot)
  const outcome = await mailer.sendBatch(mails, `${installation}-${key}`)
  await recordParcelOutcome(context, claim, outcome)
  await noticeRate(context)
  return outcome.outcome
}

function tagged(mail: Mail, installation: string, id: number): Mail {
  return { ...mail, tags: { ...mail.tags, installation, mail: String(id) } }
}

function whatChanged(
  pinned: NonNullable<ParcelClaim['pinned']>,
  { bodySha256, provider }: { bodySha256: Buffer; provider: string },
): string | undefined {
  if (provider !== pinned.provider) return 'an earlier attempt went to another provider'
  if (!bodySha256.equals(pinned.bodySha256)) return 'the mails differ from those of an earlier attempt'
  return undefined
}
