import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import { type BatchClaim, type BatchId, RELEASED, refusedThatIs } from './batch-move.ts'
import { changed } from './changed.ts'

/** Splits a refused batch into halves under keys of their own. @returns the halves; none when the claim is lost. */
export async function splitBatch(db: Db, claim: BatchClaim, because: string): Promise<BatchId[]> {
  const { issueNumber, batchNumber } = claim
  const split = refusedThatIs(db, 'split', claim).set({
    ...RELEASED,
    settledAt: sql<Date>`clock_now()`,
    lastError: because,
  })
  if (!(await changed(split))) return []
  // Numbers are given out one after the other: two splits at once wait here.
  await db
    .selectFrom('frozenIssue')
    .select('issueNumber')
    .where('issueNumber', '=', issueNumber)
    .forUpdate()
    .execute()
  const { rows } = await sql<BatchId>`
    insert into batch (issue_number, number, split_from, refused_since)
    select ${issueNumber}, max(number) + half, ${batchNumber},
      coalesce(max(refused_since) filter (where number = ${batchNumber}), clock_now())
    from batch, generate_series(1, 2) as half
    where issue_number = ${issueNumber}
    group by half
    returning issue_number, number as batch_number`.execute(db)
  const [first, second] = rows.map((half) => half.batchNumber)
  await sql`
    update delivery set batch_number = case half when 1 then ${first}::int else ${second}::int end
    from (
      select subscriber_id, ntile(2) over (order by subscriber_id) as half
      from delivery
      where issue_number = ${issueNumber} and batch_number = ${batchNumber} and state = 'to-send'
    ) as placed
    where delivery.issue_number = ${issueNumber} and delivery.subscriber_id = placed.subscriber_id`.execute(
    db,
  )
  return rows
}

/** What else is known of the halves that come from one refused batch. */
export interface Evidence {
  readonly othersAreOpen: boolean
  readonly othersAccepted: boolean
}

/**
 * Whether other halves of the same batch are still to be tried, and whether anything of the issue was
 * accepted since that batch was refused: proof that it is not the mail that is at fault.
 */
export async function findEvidence(db: Db, claim: BatchClaim): Promise<Evidence> {
  const { rows } = await sql<Evidence>`
    select
      coalesce(bool_or(other.refused_since = refused.refused_since and (
        other.status in ('submitting', 'unknown') or (other.status = 'prepared' and other.attempts = 0)
      )), false) as others_are_open,
      coalesce(
        bool_or(other.status = 'accepted' and other.settled_at >= refused.refused_since), false
      ) as others_accepted
    from batch as refused
    join batch as other on other.issue_number = refused.issue_number and other.number <> refused.number
    where refused.issue_number = ${claim.issueNumber} and refused.number = ${claim.batchNumber}`.execute(db)
  return rows[0]!
}
