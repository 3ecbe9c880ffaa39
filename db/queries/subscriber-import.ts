import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import { erasedKey } from './erased-key.ts'

/** Rows of a list, as columns: `unnest` takes them to the server in one statement. */
export interface Arrivals {
  readonly lines: readonly number[]
  readonly addresses: readonly string[]
  readonly keys: readonly string[]
  readonly statuses: readonly ('active' | 'unsubscribed' | 'cleaned' | 'complained')[]
  readonly times: readonly (string | null)[]
}

/** What became of the addresses of a list; each is in exactly one of these. */
export interface Settled {
  /** New confirmed subscribers. */
  readonly added: number
  /** Pending subscribers who are confirmed now. */
  readonly confirmed: number
  /** Already as the list has them. */
  readonly alreadyThere: number
  /** Active on the list, but they left here before or are suppressed. */
  readonly keptAsEnded: number
  /** Unsubscribed on the list and now here as well, whether or not they were here before. */
  readonly ended: number
  /** Addresses that are never mailed from now on. */
  readonly suppressed: number
}

/** Where the list came from, and what its importer says of the consent. */
interface Provenance {
  readonly source: string
  readonly statement: string
}

/** @returns whether this transaction is the only import until it ends. */
export async function tryLockImport(db: Db): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('subscriber-import', 0)) as locked`.execute(db)
  return rows[0]!.locked
}

/** Makes the place where the rows of a list gather; it goes with the transaction. */
export async function expectArrivals(db: Db): Promise<void> {
  await sql`
    create temporary table arriving
      (line int, address text, address_key text, status text, at timestamptz) on commit drop`.execute(db)
}

export async function addArrivals(db: Db, arrivals: Arrivals): Promise<void> {
  await sql`
    insert into arriving
    select * from unnest(${arrivals.lines}::int[], ${arrivals.addresses}::text[], ${arrivals.keys}::text[],
      ${arrivals.statuses}::text[], ${arrivals.times}::timestamptz[])`.execute(db)
}

/**
 * Makes subscribers, endings and suppressions of the rows that have gathered. Times of the future are taken
 * for now, and so is none.
 */
export async function settleArrivals(
  db: Db,
  provenance: Provenance,
): Promise<{ readonly addresses: number; readonly counts: Settled }> {
  await chooseRows(db)
  const { addresses, alreadyThere } = await countKnown(db)
  const suppressed = await suppress(db, provenance)
  const ended = await end(db, provenance)
  const { added, confirmed } = await confirm(db, provenance)
  const keptAsEnded = addresses - alreadyThere - suppressed - ended - added - confirmed
  return { addresses, counts: { added, confirmed, alreadyThere, keptAsEnded, ended, suppressed } }
}

/**
 * One row for an address: the one that says no the loudest, and of two alike the first. An address that was
 * erased is known by its hash, and stays one.
 */
async function chooseRows(db: Db): Promise<void> {
  await sql`
    create temporary table arrival on commit drop as
    select chosen.*, erased.address_key as erased_as
    from (
      select distinct on (address_key) line, address, address_key, status, least(at, (select clock_now())) as at
      from arriving
      order by address_key,
        array_position(array['complained', 'cleaned', 'unsubscribed', 'active'], status), line
    ) as chosen
    left join suppression as erased
      on erased.address_key = ${erasedKey(sql.ref('chosen.address_key'))} and erased.lifted_at is null`.execute(
    db,
  )
  await sql`analyze arrival`.execute(db)
}

async function countKnown(db: Db): Promise<{ addresses: number; alreadyThere: number }> {
  const { rows } = await sql<{ addresses: number; alreadyThere: number }>`
    select count(*) as addresses,
      count(*) filter (where (arrival.status, subscriber.status)
          in (('active', 'confirmed'), ('unsubscribed', 'ended'))
        or arrival.status in ('cleaned', 'complained') and suppression.id is not null) as already_there
    from arrival
      left join subscriber using (address_key)
      left join suppression on suppression.address_key = coalesce(erased_as, arrival.address_key)
        and suppression.lifted_at is null and suppression.reason <> 'erased'`.execute(db)
  return rows[0]!
}

async function suppress(db: Db, { source }: Provenance): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into suppression (address, address_key, reason, note)
    select coalesce(erased_as, address), coalesce(erased_as, address_key),
      case status when 'complained' then 'complaint' else 'cleaned' end, ${source}
    from arrival where status in ('cleaned', 'complained')
    on conflict (address_key) where lifted_at is null do update
    set reason = excluded.reason, note = excluded.note
    where suppression.reason = 'erased'`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Someone who left elsewhere wants out here too. New ones are kept, so that no later list revives them. */
async function end(db: Db, { source }: Provenance): Promise<number> {
  const { numAffectedRows } = await sql`
    with ended as (
      update subscriber set status = 'ended', ended_at = clock_now()
      from arrival
      where subscriber.address_key = arrival.address_key and arrival.status = 'unsubscribed'
        and subscriber.status <> 'ended'
      returning subscriber.id
    ), added as (
      insert into subscriber (address, address_key, status, created_at, ended_at)
      select address, address_key, 'ended', at, at from arrival
      where status = 'unsubscribed' and erased_as is null order by line
      on conflict (address_key) do nothing
      returning id
    )
    insert into consent (subscriber_id, kind, source)
    select id, 'ended', ${source} from (table ended union all table added) as ended`.execute(db)
  return Number(numAffectedRows ?? 0)
}

async function confirm(
  db: Db,
  { source, statement }: Provenance,
): Promise<{ added: number; confirmed: number }> {
  const { rows } = await sql<{ added: number; confirmed: number }>`
    with welcome as (
      select * from arrival
      where status = 'active' and erased_as is null and not exists (
        select from suppression
        where suppression.address_key = arrival.address_key and lifted_at is null)
    ), confirmed as (
      update subscriber set status = 'confirmed', confirmed_at = welcome.at, moved_to = null
      from welcome
      where subscriber.address_key = welcome.address_key and subscriber.status = 'pending'
      returning subscriber.id
    ), added as (
      insert into subscriber (address, address_key, status, created_at, confirmed_at)
      select address, address_key, 'confirmed', at, at from welcome order by line
      on conflict (address_key) do nothing
      returning id
    ), consented as (
      insert into consent (subscriber_id, kind, source, statement)
      select id, 'imported', ${source}, ${statement}
      from (table confirmed union all table added) as consenting
    )
    select (select count(*) from added) as added, (select count(*) from confirmed) as confirmed`.execute(db)
  return rows[0]!
}
