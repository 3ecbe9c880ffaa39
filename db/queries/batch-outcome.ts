import { sql } from 'kysely'
import type { Delivery } from '../../src/domain/delivery.ts'
import type { Db } from '../connect.ts'
import { type BatchClaim, type BatchId, claimed } from './batch-claim.ts'
import { changed } from './changed.ts'

/**
 * Records an acceptance, whoever learned of it and however late: it is final. Ids are in the deliveries'
 * order.
 */
export async function recordAcceptance(
  db: Db,
  { issueNumber, batchNumber }: BatchId,
  deliveries: readonly Delivery[],
  ids: readonly string[],
): Promise<void> {
  await db
    .updateTable('batch')
    .set({ status: 'accepted', leaseUntil: null, lastError: null, settledAt: sql<Date>`clock_now()` })
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', batchNumber)
    .execute()
  await sql`
    update delivery set state = 'accepted', provider_id = answer.id, settled_at = clock_now()
    from unnest(
      ${deliveries.map((delivery) => delivery.subscriberId)}::bigint[], ${ids}::text[]
    ) as answer (subscriber_id, id)
    where delivery.issue_number = ${issueNumber} and delivery.subscriber_id = answer.subscriber_id
      and delivery.state in ('to-send', 'unknown')`.execute(db)
}

/** Notes that nobody knows whether a batch was accepted. It is not sent again. */
export async function markUnknown(db: Db, claim: BatchClaim, because: string): Promise<void> {
  const unknown = claimed(db, claim).set({ status: 'unknown', leaseUntil: null, lastError: because })
  if (await changed(unknown)) await markDeliveriesUnknown(db, [claim])
}

/**
 * Ends the leases that ran out: a batch whose request had not left is free again, and of one whose
 * request had left nobody knows.
 */
export async function expireLeases(db: Db): Promise<void> {
  const { rows } = await sql<BatchId>`
    update batch set
      status = case when attempted_at is null then 'prepared' else 'unknown' end,
      lease_until = null,
      last_error = 'the worker that sent it did not come back'
    where status = 'submitting' and lease_until <= clock_now()
    returning issue_number, number as batch_number`.execute(db)
  if (rows.length > 0) await markDeliveriesUnknown(db, rows)
}

async function markDeliveriesUnknown(db: Db, batches: readonly BatchId[]): Promise<void> {
  await sql`
    update delivery set state = 'unknown'
    from batch
    join unnest(
      ${batches.map((batch) => batch.issueNumber)}::int[], ${batches.map((batch) => batch.batchNumber)}::int[]
    ) as ended (issue_number, number) using (issue_number, number)
    where batch.status = 'unknown' and delivery.state = 'to-send'
      and delivery.issue_number = batch.issue_number and delivery.batch_number = batch.number`.execute(db)
}
