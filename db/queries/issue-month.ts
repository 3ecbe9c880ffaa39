import { sql } from 'kysely'
import type { SendTime } from '../../src/domain/send-time.ts'
import type { Db } from '../connect.ts'

/**
 * Where an issue stands in its month, by the calendar of the zone in which it is scheduled. A draft is taken for
 * scheduled at the moment of the rhythm that it is for; one of no week to come as if it went out now, in the
 * rhythm's zone, or by UTC while there is none.
 */
export interface IssueMonth {
  /** The day on which it is sent: `2026-11-03`. */
  readonly day: string
  /** The month before, by its first day. */
  readonly digestMonth: string
  /** Whether an earlier issue brings monthly readers that month's verdicts. */
  readonly digestIsTaken: boolean
  /** The slugs of what that month's issues brought, in their order. */
  readonly digest: readonly string[]
  /** Issues of the same month that were cancelled, after they had reached some. */
  readonly cancelled: readonly number[]
}

/** @param at when it would go out, where that is not what is stored. */
export async function findIssueMonth(db: Db, issueNumber: number, at?: SendTime): Promise<IssueMonth> {
  const { rows } = await sql<IssueMonth>`
    /* prepared find-issue-month */
    with frozen as (
      select issue.number, status, send_at, date_trunc('month', send_at at time zone time_zone)::date as month
      from issue join frozen_issue on frozen_issue.issue_number = issue.number
      where issue.number <> ${issueNumber}
    ), this as (
      select (greatest(time.at, clock_now()) at time zone time.zone)::date as day, month,
        (month - interval '1 month')::date as digest_month
      from issue left join rhythm on true,
        lateral (select
          coalesce(${at?.sendAt ?? null}::timestamptz, send_at, case when rhythm is not null and planned_for > clock_now() then planned_for end,
            clock_now()) as at,
          coalesce(${at?.timeZone ?? null}::text, issue.time_zone, rhythm.time_zone, 'UTC') as zone
        ) as time,
        date_trunc('month', time.at at time zone time.zone) as month
      where number = ${issueNumber}
    )
    select day, digest_month,
      exists (select from frozen_issue where frozen_issue.digest_month = this.digest_month
        and issue_number <> ${issueNumber}) as digest_is_taken,
      array(
        select comparison.slug::text from frozen
        join issue_comparison on issue_comparison.issue_number = frozen.number
        join comparison on comparison.id = issue_comparison.comparison_id
        where frozen.month = this.digest_month and frozen.status in ('sending', 'paused', 'held', 'sent')
        group by comparison.slug order by min(frozen.send_at), min(position)
      ) as digest,
      array(select number from frozen where frozen.month = this.month and status = 'cancelled') as cancelled
    from this`.execute(db)
  return rows[0]!
}
