import { sql } from 'kysely'
import type { Repeat } from '../../src/domain/preflight-repeats.ts'
import type { Db } from '../connect.ts'
import { hasReached } from './issue-filling.ts'

/**
 * The other issues that an issue's own comparisons are in, newest first: all but drafts that were discarded, and
 * those that were cancelled before anything left.
 */
export async function findRepeats(db: Db, issueNumber: number): Promise<Repeat[]> {
  const { rows } = await sql<Repeat>`
    /* prepared find-repeats */
    select comparison.slug::text as comparison, issue.number, issue.status,
      case when status not in ('draft', 'scheduled', 'preparing')
        then (send_at at time zone coalesce(time_zone, 'UTC'))::date end as went_out_on
    from issue_comparison as own
      join issue_comparison as other on other.comparison_id = own.comparison_id
      join issue on issue.number = other.issue_number
      join comparison on comparison.id = own.comparison_id
    where own.issue_number = ${issueNumber} and issue.number <> ${issueNumber} and status <> 'discarded'
    order by issue.number desc`.execute(db)
  const stopped = rows.filter(({ status }) => status === 'held' || status === 'cancelled')
  if (stopped.length === 0) return rows
  const reached = await reachedOf(db, stopped)
  return rows
    .map((row) => (row.status === 'held' && !reached.has(row.number) ? { ...row, wentOutOn: null } : row))
    .filter(({ status, number }) => status !== 'cancelled' || reached.has(number))
}

/** Which of these reached anybody. On its own: it looks at every issue's ledger, and few issues are ever stopped. */
async function reachedOf(db: Db, issues: readonly { readonly number: number }[]): Promise<Set<number>> {
  const rows = await db
    .selectFrom('issue')
    .select('number')
    .where('number', '=', sql<number>`any(${issues.map(({ number }) => number)}::int[])`)
    .where(hasReached)
    .execute()
  return new Set(rows.map(({ number }) => number))
}
