import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import { erasedKey } from './erased-key.ts'
import { unlessOutweighed } from './suppression-weight.ts'

// Whoever erases takes events before batches, and batches before small mails and suppressions, as whoever
// applies events does.

/** Notes that subscribers are erased, by what their address becomes. */
export async function insertErasures(db: Db, subscriberIds: readonly number[]): Promise<void> {
  await sql`
    insert into erasure (subscriber_id, hash)
    select id, ${erasedKey(sql.ref('address_key'))} from subscriber
    where id = any (${subscriberIds}::bigint[])`.execute(db)
}

/** Deletes what is only about them, and them. */
export async function deleteSubscribers(db: Db, subscriberIds: readonly number[]): Promise<void> {
  await sql`
    delete from errand
    where subscriber_id = any (${subscriberIds}::bigint[]) or address_key in (
      select address_key from subscriber where id = any (${subscriberIds}::bigint[])
    )`.execute(db)
  for (const table of ['vote', 'consent'] as const) {
    await db.deleteFrom(table).where('subscriberId', 'in', subscriberIds).execute()
  }
  await db.deleteFrom('subscriber').where('id', 'in', subscriberIds).execute()
}

/** The small mails to them, also those that another's errand or an editor had sent to their address. */
export async function findMailsTo(db: Db, subscriberIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from outbox where subscriber_id = any (${subscriberIds}::bigint[])
    union
    select outbox.id from outbox
    join erasure on erasure.hash = ${erasedKey(sql.ref('outbox.address_key'))}
    where (outbox.subscriber_id is null or outbox.kind = 'errand-adopt')
      and outbox.created_at <= erasure.requested_at
      and erasure.subscriber_id = any (${subscriberIds}::bigint[])`.execute(db)
  return rows.map(({ id }) => id)
}

/** Leaves of what webhooks said the facts and their times: no words, and nothing that leads to the mail. */
export async function clearEvents(
  db: Db,
  { subscriberIds, mailIds }: { subscriberIds: readonly number[]; mailIds: readonly number[] },
): Promise<void> {
  for (const concerns of [
    sql`subscriber_id = any (${subscriberIds}::bigint[])`,
    sql`mail_id = any (${mailIds}::bigint[])`,
  ]) {
    await sql`
      update delivery_event set email_id = null, reason = null
      where ${concerns} and (email_id is not null or reason is not null)`.execute(db)
  }
}

/** Deletes small mails, but for those in a parcel that may have to be repeated. @returns the keys of their addresses. */
export async function deleteMails(db: Db, ids: readonly number[]): Promise<string[]> {
  const { rows } = await sql<{ addressKey: string }>`
    delete from outbox where id = any (${ids}::bigint[]) and status <> 'gathered'
    returning address_key`.execute(db)
  return rows.map(({ addressKey }) => addressKey)
}

/**
 * Turns the suppressions of addresses that nobody is subscribed with into their hashes', each without a note.
 * Where the hash is suppressed already, the reason that weighs more stays.
 */
export async function eraseSuppressions(db: Db, addressKeys: readonly string[]): Promise<void> {
  const keys = sql`
    select key, ${erasedKey(sql.ref('key'))} as hash
    from (select distinct * from unnest(${addressKeys}::text[]) as key order by 1) as keys
    where not exists (select from subscriber where subscriber.address_key = key)`
  await sql`
    with keys as materialized (${keys}), known as (
      delete from suppression using keys where address_key = key and lifted_at is null
      returning hash, reason, created_at
    )
    insert into suppression (address, address_key, reason, created_at)
    select hash, hash, reason, created_at from known
    ${unlessOutweighed}`.execute(db)
  await sql`
    with keys as materialized (${keys})
    update suppression set address = hash, address_key = hash, note = null
    from keys where address_key = key`.execute(db)
}

/** Keeps every list from bringing erased subscribers back, where nothing else does. */
export async function suppressErased(db: Db, subscriberIds: readonly number[]): Promise<void> {
  await sql`
    insert into suppression (address, address_key, reason)
    select hash, hash, 'erased' from erasure where subscriber_id = any (${subscriberIds}::bigint[])
    ${unlessOutweighed}`.execute(db)
}

/** The erasures that are not finished. */
export async function findOpenErasures(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('erasure').select('subscriberId').where('finishedAt', 'is', null).execute()
  return rows.map(({ subscriberId }) => subscriberId)
}

/** Holds an erasure that is not finished; false when somebody else has it. */
export async function lockErasure(db: Db, subscriberId: number): Promise<boolean> {
  const row = await db
    .selectFrom('erasure')
    .select('subscriberId')
    .where('subscriberId', '=', subscriberId)
    .where('finishedAt', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row !== undefined
}

export async function finishErasure(db: Db, subscriberId: number): Promise<void> {
  await db
    .updateTable('erasure')
    .set({ finishedAt: sql<Date>`clock_now()` })
    .where('subscriberId', '=', subscriberId)
    .execute()
}
