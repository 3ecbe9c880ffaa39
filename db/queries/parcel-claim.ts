import { sql } from 'kysely'
import type { Mail } from '../../src/domain/mail.ts'
import { KEY_WINDOW } from '../../src/domain/sending-rules.ts'
import type { Db } from '../connect.ts'
import { changed } from './changed.ts'
import { anyKeyOf } from './erased-key.ts'
import { wholeMail } from './letter.ts'

// Whoever writes both a parcel and its mails writes the parcel first: two that meet wait, and none is chosen
// to die of a deadlock.

/** Longer than a request may take, so that a living worker keeps its parcel. */
const LEASE = '45 seconds'
const MOST_MAILS = 100

/** A parcel that this worker holds until its lease ends; `fence` tells its claim from later ones. */
export interface ParcelClaim {
  readonly parcelId: number
  readonly fence: number
  readonly key: string
  readonly installation: string
  /** How often the parcel has been tried, or the mails in it before. */
  readonly attempts: number
  /** What was sent to whom, where an earlier attempt may have been accepted. */
  readonly pinned: {
    readonly bodySha256: Buffer
    readonly provider: string
    readonly tooLate: boolean
  } | null
  /** In the order in which they are sent. */
  readonly mails: readonly { readonly id: number; readonly mail: Mail }[]
}

/**
 * Gathers up to 100 mails that are due, the longest waiting first, into a new parcel, and claims it: one
 * statement. A mail whose address was suppressed or whose link expired while it waited is rejected instead.
 */
export async function gatherParcel(db: Db): Promise<ParcelClaim | undefined> {
  const { rows } = await sql<ParcelClaim>`
    with due as materialized (
      select id, not_before, at_most, attempts,
        case
          when expires_at <= clock_now() then 'its link expired before the mail was sent'
          when exists (
            select from suppression
            where suppression.address_key = ${anyKeyOf(sql.ref('outbox.address_key'))}
              and suppression.lifted_at is null and suppression.reason <> 'erased'
          ) then 'the address was suppressed before the mail was sent'
          when exists (
            select from erasure where erasure.subscriber_id = outbox.subscriber_id
          ) then 'its reader was erased before the mail was sent'
        end as barred
      from outbox
      where status = 'queued' and not_before <= clock_now()
      order by not_before, id
      limit ${MOST_MAILS}
      for update skip locked
    ), rejected as (
      update outbox set status = 'rejected', mail = null, settled_at = clock_now(), last_error = barred
      from due where outbox.id = due.id and barred is not null
    ), alike as (
      -- Those that may be gathered with the first one, which says how many.
      select id, attempts, at_most, row_number() over (order by not_before, id) as place
      from due
      where barred is null
        and at_most = (select at_most from due where barred is null order by not_before, id limit 1)
    ), chosen as (
      select id, attempts from alike where place <= at_most
    ), made as (
      insert into parcel (attempts, lease_until)
      select max(attempts) + 1, clock_now() + ${LEASE}::interval from chosen having count(*) > 0
      returning id, key, fence, attempts
    ), gathered as (
      update outbox set status = 'gathered', parcel_id = made.id, attempts = outbox.attempts + 1
      from chosen, made where outbox.id = chosen.id
      returning outbox.id, ${wholeMail} as mail
    )
    select made.id as parcel_id, fence, key, installation.id as installation, attempts, null as pinned,
      (select jsonb_agg(jsonb_build_object('id', id, 'mail', mail) order by id) from gathered) as mails
    from made, installation`.execute(db)
  return rows[0]
}

/** Takes an unknown parcel whose wait is over. */
export async function claimParcel(db: Db, parcelId: number): Promise<ParcelClaim | undefined> {
  const { rows } = await sql<Omit<ParcelClaim, 'pinned'> & NonNullable<ParcelClaim['pinned']>>`
    with claimed as (
      update parcel set status = 'submitting', fence = fence + 1, attempts = attempts + 1, not_before = null,
        lease_until = clock_now() + ${LEASE}::interval
      where id = ${parcelId} and status = 'unknown' and not_before <= clock_now()
      returning *
    )
    select claimed.id as parcel_id, fence, key, installation.id as installation, attempts, body_sha256, provider,
      pinned_at + ${KEY_WINDOW}::interval <= clock_now() as too_late,
      (select jsonb_agg(jsonb_build_object('id', id, 'mail', ${wholeMail}) order by id)
        from outbox where parcel_id = claimed.id) as mails
    from claimed, installation`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { bodySha256, provider, tooLate, ...claim } = row
  return { ...claim, pinned: { bodySha256, provider, tooLate } }
}

/**
 * Notes, before the request leaves, that it may be accepted, and renews the lease for it. False when the
 * claim was lost meanwhile.
 */
export async function pinParcel(
  db: Db,
  claim: ParcelClaim,
  { bodySha256, provider }: { bodySha256: Buffer; provider: string },
): Promise<boolean> {
  return changed(
    claimed(db, claim)
      .set({
        pinnedAt: sql<Date>`coalesce(pinned_at, clock_now())`,
        lastAttemptAt: sql<Date>`clock_now()`,
        leaseUntil: sql<Date>`clock_now() + ${LEASE}::interval`,
        bodySha256,
        provider,
      })
      .where('leaseUntil', '>', sql<Date>`clock_now()`),
  )
}

/** The unknown parcels whose wait is over. */
export async function findParcelsToRetry(db: Db, limit: number): Promise<number[]> {
  const rows = await retriable(db).orderBy('notBefore').limit(limit).execute()
  return rows.map((row) => row.id)
}

/** Whether a parcel is unknown and its wait is over. */
export async function isParcelToRetry(db: Db, parcelId: number): Promise<boolean> {
  return (await retriable(db).where('id', '=', parcelId).executeTakeFirst()) !== undefined
}

function retriable(db: Db) {
  return db
    .selectFrom('parcel')
    .select('id')
    .where('status', '=', 'unknown')
    .where('notBefore', '<=', sql<Date>`clock_now()`)
}

/** The row, as long as no later claim has it. */
export function claimed(db: Db, { parcelId, fence }: ParcelClaim) {
  return db
    .updateTable('parcel')
    .where('id', '=', parcelId)
    .where('status', '=', 'submitting')
    .where('fence', '=', fence)
}
