import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Something that counts against a limit: so many points, forgotten a while after the first of them. */
export interface Hit {
  readonly key: string
  readonly points: number
  readonly forMs: number
}

/** How many points a key has, and when they are forgotten. */
export interface KeyCount {
  readonly key: string
  readonly points: number
  readonly msLeft: number
}

/** Counts all of them at once. @returns each key once, with what it has now. */
export async function countHits(db: Db, hits: readonly Hit[]): Promise<KeyCount[]> {
  // Whoever counts several keys takes them in their order: two that meet wait, and none has to die.
  const { rows } = await sql<KeyCount>`
    /* prepared count-hits */
    with hit as (
      select key, sum(points)::int as points, max(for_ms) * interval '1 millisecond' as lasts
      from unnest(
        ${hits.map(({ key }) => key)}::text[],
        ${hits.map(({ points }) => points)}::int[],
        ${hits.map(({ forMs }) => forMs)}::float8[]
      ) as hit (key, points, for_ms)
      group by key
    )
    insert into rate_limit (key, points, expires_at)
    select key, points, clock_now() + lasts from hit order by key
    on conflict (key) do update set
      points = excluded.points
        + case when rate_limit.expires_at > clock_now() then rate_limit.points else 0 end,
      expires_at = case when rate_limit.expires_at > clock_now() then rate_limit.expires_at
        else excluded.expires_at end
    returning key, points, extract(epoch from expires_at - clock_now())::float8 * 1000 as ms_left`.execute(db)
  return rows
}

/** Forgets what a key has. @returns whether it had anything. */
export async function forgetHits(db: Db, key: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('rateLimit').where('key', '=', key).executeTakeFirst()
  return numDeletedRows > 0
}

/** Deletes what no longer counts. */
export async function deleteExpiredHits(db: Db): Promise<void> {
  await db.deleteFrom('rateLimit').where('expiresAt', '<=', sql<Date>`clock_now()`).execute()
}
