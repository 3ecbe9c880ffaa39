import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/**
 * Cancels the next batches of a cancelled issue that were not sent, and excludes their deliveries.
 *
 * @returns how many batches; none when there are no more.
 */
export async function cancelBatches(db: Db, issueNumber: number, limit: number): Promise<number> {
  const { rows } = await sql<{ cancelled: number }>`
    with cancelled as (
      update batch set status = 'cancelled', settled_at = clock_now()
      from issue
      where issue.number = ${issueNumber} and issue.status = 'cancelled'
        and batch.issue_number = ${issueNumber} and batch.number in (
          select number from batch where issue_number = ${issueNumber} and status = 'prepared'
          order by number limit ${limit} for update skip locked
        )
      returning batch.number
    ), excluded as (
      update delivery set state = 'excluded', exclusion = 'cancelled', settled_at = clock_now()
      from cancelled
      where issue_number = ${issueNumber} and batch_number = cancelled.number and state = 'to-send'
    )
    select count(*)::int as cancelled from cancelled`.execute(db)
  return rows[0]?.cancelled ?? 0
}

/** The cancelled issues that still have batches to cancel. */
export async function findIssuesToEmpty(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('issue')
    .select('number')
    .where('status', '=', 'cancelled')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('batch')
          .select('batch.number')
          .whereRef('batch.issueNumber', '=', 'issue.number')
          .where('batch.status', '=', 'prepared'),
      ),
    )
    .execute()
  return rows.map((row) => row.number)
}
