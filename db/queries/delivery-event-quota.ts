import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Which of these issues are being sent and lately had so many of their mails failed for a quota. */
export async function countQuotaFailures(
  db: Db,
  issueNumbers: readonly number[],
  { mails, within }: { mails: number; within: string },
): Promise<{ readonly issueNumber: number; readonly reason: string }[]> {
  const { rows } = await sql<{ issueNumber: number; reason: string }>`
    select issue.number as issue_number, wave.reason
    from issue
    cross join lateral (
      select count(*) as failed, min(failure) as reason from (
        select failure from delivery
        where delivery.issue_number = issue.number and delivery.issue_number = any (${issueNumbers}::int[])
          and failed_at > clock_now() - ${within}::interval and failure like '%quota%'
        limit ${mails}
      ) as failures
    ) as wave
    where issue.number = any (${issueNumbers}::int[]) and issue.status = 'sending' and wave.failed >= ${mails}
  `.execute(db)
  return rows
}
