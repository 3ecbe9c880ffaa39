import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Whether an issue of that row may have reached anybody: a request of it left. */
export const hasReached = sql<boolean>`(
  exists (select from batch where batch.issue_number = issue.number and batch.status not in ('prepared', 'cancelled'))
  or exists (select from settled_account where settled_account.issue_number = issue.number and accepted + unknown > 0))`

/** Whether it has, or still may: all but drafts that were discarded, and those that were cancelled before that. */
const counts = sql<boolean>`(issue.status not in ('discarded', 'cancelled') or ${hasReached})`

/**
 * The ids of what was first published since the last issue's list was made, and is in no issue, in the order in
 * which it was published; of more than so many, the newest.
 */
export async function findUnsent(db: Db, most: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with last as materialized (
      select coalesce(max(composed_at), '-infinity') as composed_at from issue where status <> 'draft' and ${counts}
    ), newly as (
      select comparison_id, min(recorded_at) as published_at
      from comparison_version
      where status = 'published' and recorded_at > (select composed_at from last)
      group by comparison_id
    ), newest as (
      select comparison_id, published_at from newly
      where not exists (
          select from comparison_version as earlier
          where earlier.comparison_id = newly.comparison_id and earlier.status = 'published'
            and earlier.recorded_at <= (select composed_at from last)
        )
        and (
          select status from comparison_version as latest
          where latest.comparison_id = newly.comparison_id order by version desc limit 1
        ) = 'published'
        and not exists (
          select from issue_comparison join issue on issue.number = issue_comparison.issue_number
          where issue_comparison.comparison_id = newly.comparison_id and ${counts}
        )
      order by published_at desc, comparison_id desc limit ${most}
    )
    select comparison_id as id from newest order by published_at, comparison_id`.execute(db)
  return rows.map(({ id }) => id)
}

/** The issue that a form began. */
export async function findBegun(db: Db, begunAs: string): Promise<number | undefined> {
  const row = await db.selectFrom('issue').select('number').where('begunAs', '=', begunAs).executeTakeFirst()
  return row?.number
}

/** Adds comparisons at the end of an issue's list. */
export async function appendComparisons(db: Db, issueNumber: number, ids: readonly number[]): Promise<void> {
  await sql`
    insert into issue_comparison (issue_number, position, comparison_id)
    select ${issueNumber}, place + (
      select coalesce(max(position), 0) from issue_comparison where issue_number = ${issueNumber}
    ), id
    from unnest(${ids}::int[]) with ordinality as given (id, place)`.execute(db)
  await sql`update issue set composed_at = clock_now() where number = ${issueNumber}`.execute(db)
}

/** How many comparisons an issue has. */
export async function countComparisons(db: Db, issueNumber: number): Promise<number> {
  const { count } = await db
    .selectFrom('issueComparison')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('issueNumber', '=', issueNumber)
    .executeTakeFirstOrThrow()
  return count
}
