import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Adds confirmed subscribers by their addresses, which are in normal form. */
export async function insertSampleSubscribers(db: Db, addresses: readonly string[]): Promise<void> {
  await sql`
    insert into subscriber (address, address_key, status, confirmed_at)
    select address, address, 'confirmed', clock_now() from unnest(${addresses}::text[]) as address`.execute(
    db,
  )
  await sql`
    insert into consent (subscriber_id, kind, source, statement)
    select id, 'imported', 'sample', 'A sample subscriber: nobody is behind it.' from subscriber`.execute(db)
}

/** Lets the sample subscribers vote on the tools that have reviews: some ship, some skip, some not at all. */
export async function insertSampleVotes(db: Db): Promise<void> {
  await sql`
    insert into vote (tool_id, subscriber_id, verdict)
    select tool.id, subscriber.id, case when (subscriber.id * 5 + tool.id * 3) % 7 < 4 then 'ship' else 'skip' end
    from tool cross join subscriber
    where (subscriber.id + tool.id) % 3 > 0 and tool.id % 4 > 0`.execute(db)
}
