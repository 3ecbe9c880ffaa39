import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import { claimed, type ParcelClaim } from './parcel-claim.ts'

/** Records an acceptance, whoever learned of it and however late, and erases the mails. Ids are in their order. */
export async function recordParcelAcceptance(
  db: Db,
  { parcelId, mails }: ParcelClaim,
  providerIds: readonly string[],
): Promise<void> {
  await sql`
    with accepted as (
      ${markAccepted} where id = ${parcelId} returning id
    )
    update outbox set status = 'accepted', provider_id = answer.provider_id, mail = null, last_error = null,
      settled_at = coalesce(settled_at, clock_now())
    from accepted,
      unnest(${mails.map(({ id }) => id)}::bigint[], ${providerIds}::text[]) as answer (id, provider_id)
    where outbox.id = answer.id and outbox.parcel_id = accepted.id`.execute(db)
}

/**
 * Records what webhooks prove of small mails, by their ids: each was accepted, and so was everything that
 * left in one request with it. Their ids at Resend stay unknown.
 */
export async function settleMailsByWebhook(db: Db, mailIds: readonly number[]): Promise<void> {
  await sql`
    with proved as (
      ${markAccepted}
      where status <> 'accepted' and pinned_at is not null
        and id in (select parcel_id from outbox where id = any(${mailIds}::bigint[]))
      returning id
    )
    update outbox set status = 'accepted', mail = null, last_error = null,
      settled_at = coalesce(settled_at, clock_now())
    where parcel_id in (select id from proved)
      -- Mails of the time before there were parcels went alone.
      or (id = any(${mailIds}::bigint[]) and parcel_id is null and status = 'unknown')`.execute(db)
}

/** Notes that nobody knows whether a parcel was accepted: it is asked for again after a wait. */
export async function doubtParcel(
  db: Db,
  claim: ParcelClaim,
  { waitMs, because }: { waitMs: number; because: string },
): Promise<void> {
  await claimed(db, claim)
    .set({ status: 'unknown', leaseUntil: null, notBefore: inMs(waitMs), lastError: because })
    .execute()
}

/** Undoes a parcel of which nothing was accepted: its mails wait to be gathered again, so many at most. */
export async function undoParcel(
  db: Db,
  claim: ParcelClaim,
  { waitMs, because, atMost }: { waitMs: number; because: string; atMost?: number },
): Promise<void> {
  await sql`
    with undone as (${takeAway(claim)})
    update outbox set status = 'queued', parcel_id = null, not_before = ${inMs(waitMs)}, last_error = ${because},
      at_most = coalesce(${atMost ?? null}::int, at_most)
    from undone where outbox.parcel_id = undone.id`.execute(db)
}

/** Rejects the mail that was refused when it stood alone. */
export async function rejectLoneMail(db: Db, claim: ParcelClaim, because: string): Promise<void> {
  await sql`
    with undone as (${takeAway(claim)})
    update outbox set status = 'rejected', parcel_id = null, mail = null, settled_at = clock_now(),
      last_error = ${because}
    from undone where outbox.parcel_id = undone.id`.execute(db)
}

/** Ends a parcel of which nobody will know, and erases its mails. */
export async function parkParcel(db: Db, claim: ParcelClaim, because: string): Promise<void> {
  await sql`
    with parked as (
      update parcel set status = 'parked', lease_until = null, settled_at = clock_now(), last_error = ${because}
      where ${heldBy(claim)} returning id
    )
    update outbox set status = 'unknown', mail = null, settled_at = clock_now(), last_error = ${because}
    from parked where outbox.parcel_id = parked.id`.execute(db)
}

/** Ends everything that is not settled: in a restored database, it may have been sent since. */
export async function parkAllMails(db: Db, because: string): Promise<void> {
  await sql`
    with parked as (
      update parcel set status = 'parked', lease_until = null, not_before = null, settled_at = clock_now(),
        last_error = ${because}
      where status in ('submitting', 'unknown')
    )
    update outbox set status = 'unknown', mail = null, settled_at = clock_now(), last_error = ${because}
    where status in ('queued', 'gathered')`.execute(db)
}

/**
 * Ends the leases that ran out: of a parcel whose request had left nobody knows, and one whose request had
 * not is undone.
 */
export async function expireParcelLeases(db: Db): Promise<void> {
  await sql`
    with doubted as (
      update parcel set status = 'unknown', lease_until = null, not_before = clock_now(),
        last_error = 'the worker that sent it did not come back'
      where status = 'submitting' and lease_until <= clock_now() and pinned_at is not null
    ), undone as (
      delete from parcel
      where status = 'submitting' and lease_until <= clock_now() and pinned_at is null returning id
    )
    update outbox set status = 'queued', parcel_id = null
    from undone where outbox.parcel_id = undone.id`.execute(db)
}

const markAccepted = sql`
  update parcel set status = 'accepted', lease_until = null, not_before = null, last_error = null,
    settled_at = coalesce(settled_at, clock_now())`

function takeAway(claim: ParcelClaim) {
  return sql`delete from parcel where ${heldBy(claim)} returning id`
}

function heldBy({ parcelId, fence }: ParcelClaim) {
  return sql`id = ${parcelId} and status = 'submitting' and fence = ${fence}`
}

function inMs(waitMs: number) {
  return sql<Date>`clock_now() + ${waitMs} * interval '1 millisecond'`
}
