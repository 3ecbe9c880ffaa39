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
    select comparison.slug::text as comparison, issue.number, issue.status,
      case when went_out then (send_at at time zone coalesce(time_zone, 'UTC'))::date end as went_out_on
    from issue_comparison as own
      join issue_comparison as other on other.comparison_id = own.comparison_id
      join issue on issue.number = other.issue_number
      join comparison on comparison.id = own.comparison_id,
      lateral (select case
        when status in ('sending', 'paused', 'sent') then true
        when status in ('held', 'cancelled') then ${hasReached}
        else false
      end as went_out) as fate
    where own.issue_number = ${issueNumber} and issue.number <> ${issueNumber}
      and status <> 'discarded' and (status <> 'cancelled' or went_out)
    order by issue.number desc`.execute(db)
  return rows
}
