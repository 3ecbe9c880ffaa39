import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Nobody waits for long behind a partition that comes or goes: what can't be had at once is left for later. */
export async function limitWaits(db: Db): Promise<void> {
  await sql`set local lock_timeout = '1s'`.execute(db)
}

/**
 * The weeks, each by its Monday, that events need a partition for: this one, those ahead, and those of
 * events that fell to the default because nobody had made theirs.
 */
export async function findMissingWeeks(
  db: Db,
  { ahead, keep }: { ahead: number; keep: string },
): Promise<string[]> {
  const { rows } = await sql<{ monday: string }>`
    with needed as (
      select date_trunc('week', clock_now() at time zone 'UTC')::date + 7 * week as monday
      from generate_series(0, ${ahead}::int) as week
      union
      select date_trunc('week', occurred_at at time zone 'UTC')::date from delivery_event_default
      where occurred_at between clock_now() - ${keep}::interval and clock_now() + ${ahead}::int * interval '7 days'
    )
    select to_char(monday, 'YYYYMMDD') as monday from needed
    where to_regclass('delivery_event_' || to_char(monday, 'YYYYMMDD')) is null
    order by monday`.execute(db)
  return rows.map(({ monday }) => monday)
}

/**
 * Makes the partition of one week, with the events of it that fell to the default. It is made and filled
 * aside: only its attaching keeps others waiting.
 */
export async function makeWeek(db: Db, monday: string): Promise<void> {
  const partition = sql.table(`delivery_event_${monday}`)
  const [from, to] = [sql`${sql.lit(monday)}::date`, sql`${sql.lit(monday)}::date + 7`]
  await sql`lock table delivery_event_default in access exclusive mode`.execute(db)
  await sql`create table ${partition} (like delivery_event including all)`.execute(db)
  await sql`
    with fallen as (
      delete from delivery_event_default
      where occurred_at >= (${from})::timestamp at time zone 'UTC' and occurred_at < (${to})::timestamp at time zone 'UTC'
      returning *
    )
    insert into ${partition} select * from fallen`.execute(db)
  await sql`
    alter table delivery_event attach partition ${partition}
    for values from ((${from})::timestamp at time zone 'UTC') to ((${to})::timestamp at time zone 'UTC')`.execute(
    db,
  )
}

/** The weeks whose events are all older than is kept, and have had their effect. */
export async function findOldWeeks(db: Db, keep: string): Promise<string[]> {
  const { rows } = await sql<{ monday: string }>`
    select right(relname, 8) as monday from pg_inherits
    join pg_class on pg_class.oid = inhrelid
    where inhparent = 'delivery_event'::regclass and relname ~ '^delivery_event_\\d{8}$'
      and (to_date(right(relname, 8), 'YYYYMMDD') + 7)::timestamp at time zone 'UTC' < clock_now() - ${keep}::interval
    order by 1`.execute(db)
  return rows.map(({ monday }) => monday)
}

/** Drops a week of events, unless one of them has not had its effect. @returns whether it did. */
export async function dropWeek(db: Db, monday: string): Promise<boolean> {
  const partition = sql.table(`delivery_event_${monday}`)
  const { rows } = await sql`select from ${partition} where applied_at is null limit 1`.execute(db)
  if (rows.length > 0) return false
  await sql`drop table ${partition}`.execute(db)
  return true
}

/** Events with strange dates have no week that could be dropped: they are deleted. */
export async function deleteOldStrays(db: Db, keep: string): Promise<void> {
  await sql`
    delete from delivery_event_default
    where applied_at is not null and received_at < clock_now() - ${keep}::interval`.execute(db)
}

/** The issues that ended longer ago than their ledger is kept, and still have it. */
export async function findOldIssues(db: Db, keep: string): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select number from issue
    where status in ('sent', 'cancelled') and coalesce(sent_at, send_at, created_at) < clock_now() - ${keep}::interval
      and to_regclass('delivery_' || number) is not null
      and not exists (select from batch where batch.issue_number = issue.number
        and batch.status in ('prepared', 'submitting', 'unknown'))
      -- When an issue was cancelled, its newest delivery says.
      and (status = 'sent' or not exists (select from delivery where delivery.issue_number = issue.number
        and settled_at >= clock_now() - ${keep}::interval))
    order by number`.execute(db)
  return rows.map(({ number }) => number)
}

/**
 * Takes up to `limit` subscribers who asked longer ago than `waited` and never confirmed. Those who had been
 * subscribed before are as they were then: ended; of the others nothing stays.
 *
 * @returns how many there were; less than `limit`, and there are no more.
 */
export async function forgetUnconfirmed(
  db: Db,
  { waited, limit }: { waited: string; limit: number },
): Promise<{ readonly ended: number; readonly erased: number }> {
  const { rows } = await sql<{ id: number; wasSubscribed: boolean }>`
    select id, exists (
      select from consent where subscriber_id = subscriber.id and kind in ('confirmed', 'imported', 'ended', 'moved')
    ) as was_subscribed
    from subscriber
    where status = 'pending' and created_at < clock_now() - ${waited}::interval
      and not exists (select from consent
        where subscriber_id = subscriber.id and recorded_at >= clock_now() - ${waited}::interval)
      and not exists (select from outbox where subscriber_id = subscriber.id and settled_at is null)
    order by created_at
    limit ${limit}
    for update skip locked`.execute(db)
  const [known, strangers] = [
    rows.filter((row) => row.wasSubscribed),
    rows.filter((row) => !row.wasSubscribed),
  ]
  await sql`
    update subscriber set status = 'ended', ended_at = clock_now()
    where id = any (${idsOf(known)}::bigint[])`.execute(db)
  for (const table of ['outbox', 'consent', 'vote', 'errand']) {
    await sql`
      delete from ${sql.table(table)} where subscriber_id = any (${idsOf(strangers)}::bigint[])`.execute(db)
  }
  await sql`delete from subscriber where id = any (${idsOf(strangers)}::bigint[])`.execute(db)
  return { ended: known.length, erased: strangers.length }
}

function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.map(({ id }) => id)
}

/** Deletes up to `limit` small mails that were settled longer ago than is kept. @returns how many. */
export async function deleteOldMails(
  db: Db,
  { keep, limit }: { keep: string; limit: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from outbox where id in (
      select id from outbox where settled_at < clock_now() - ${keep}::interval limit ${limit}
    )`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Deletes the letters that no mail refers to any more. Whoever goes on with one keeps it anew. */
export async function deleteOldLetters(db: Db, keep: string): Promise<void> {
  await sql`
    delete from letter
    where created_at < clock_now() - ${keep}::interval
      and not exists (select from outbox where outbox.letter_id = letter.id)`.execute(db)
}
