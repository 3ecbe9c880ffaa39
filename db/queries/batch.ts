import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Names one batch. */
export interface BatchId {
  readonly issueNumber: number
  readonly batchNumber: number
}

/** A batch that this worker holds until its lease ends; `fence` tells its claim from later ones. */
export interface BatchClaim extends BatchId {
  readonly fence: number
  readonly key: string
  readonly installation: string
}

export interface BatchDelivery {
  readonly subscriberId: number
  readonly address: string
  readonly tokenVersion: number
}

/** Takes a batch of an issue that is being sent, in one statement; nothing when it is not to be had. */
export async function claimBatch(
  db: Db,
  { issueNumber, batchNumber }: BatchId,
  lease: string,
): Promise<BatchClaim | undefined> {
  const { rows } = await sql<{ fence: number; key: string; installation: string }>`
    update batch
    set status = 'submitting', fence = fence + 1, lease_until = clock_now() + ${lease}::interval
    from installation
    where issue_number = ${issueNumber} and number = ${batchNumber} and batch.status = 'prepared'
      and coalesce(not_before, '-infinity') <= clock_now()
      and exists (select from issue where issue.number = ${issueNumber} and issue.status = 'sending')
    returning fence, key, installation.id as installation`.execute(db)
  return rows[0] && { issueNumber, batchNumber, ...rows[0] }
}

/** Excludes, with the reason, whoever must no longer be mailed. */
export async function dropLeavers(db: Db, { issueNumber, batchNumber }: BatchId): Promise<void> {
  await sql`
    update delivery
    set state = 'excluded', settled_at = clock_now(), exclusion =
      case
        when subscriber.status <> 'confirmed' then 'ended'
        when subscriber.address <> delivery.address then 'address-changed'
        else 'suppressed'
      end
    from subscriber
    where delivery.issue_number = ${issueNumber} and delivery.batch_number = ${batchNumber}
      and delivery.state = 'to-send' and subscriber.id = delivery.subscriber_id
      and (subscriber.status <> 'confirmed' or subscriber.address <> delivery.address or exists (
        select from suppression
        where suppression.address_key = subscriber.address_key and suppression.lifted_at is null
      ))`.execute(db)
}

/** The deliveries of a batch that are to be sent, always in the same order. */
export async function findBatchDeliveries(
  db: Db,
  { issueNumber, batchNumber }: BatchId,
): Promise<BatchDelivery[]> {
  return db
    .selectFrom('delivery')
    .select(['subscriberId', 'address', 'tokenVersion'])
    .where('issueNumber', '=', issueNumber)
    .where('batchNumber', '=', batchNumber)
    .where('state', '=', 'to-send')
    .orderBy('subscriberId')
    .execute()
}

/** Notes, before the request leaves, that it may be accepted; false when the claim was lost meanwhile. */
export async function stampAttempt(db: Db, claim: BatchClaim): Promise<boolean> {
  return changed(
    held(db, claim)
      .set({ attemptedAt: sql<Date>`clock_now()` })
      .where('leaseUntil', '>', sql<Date>`clock_now()`),
  )
}

/** Records an acceptance, whoever learned of it and however late: it is final. Ids in the deliveries' order. */
export async function recordAcceptance(
  db: Db,
  { issueNumber, batchNumber }: BatchId,
  deliveries: readonly BatchDelivery[],
  ids: readonly string[],
): Promise<void> {
  await sql`
    update delivery set state = 'accepted', provider_id = answer.id, settled_at = clock_now()
    from unnest(
      ${deliveries.map((delivery) => delivery.subscriberId)}::bigint[], ${ids}::text[]
    ) as answer (subscriber_id, id)
    where delivery.issue_number = ${issueNumber} and delivery.subscriber_id = answer.subscriber_id
      and delivery.state in ('to-send', 'unknown')`.execute(db)
  await db
    .updateTable('batch')
    .set({ status: 'accepted', leaseUntil: null, lastError: null, settledAt: sql<Date>`clock_now()` })
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', batchNumber)
    .execute()
}

/** Gives a batch back that was provably not accepted, to be sent after a wait. */
export async function releaseBatch(
  db: Db,
  claim: BatchClaim,
  { waitMs, because }: { waitMs: number; because: string },
): Promise<boolean> {
  return changed(
    held(db, claim).set({
      status: 'prepared',
      leaseUntil: null,
      attemptedAt: null,
      notBefore: sql<Date>`clock_now() + ${waitMs} * interval '1 millisecond'`,
      lastError: because,
    }),
  )
}

/** Ends a batch that everybody has left. */
export async function cancelBatch(db: Db, claim: BatchClaim): Promise<boolean> {
  return changed(
    held(db, claim).set({ status: 'cancelled', leaseUntil: null, settledAt: sql<Date>`clock_now()` }),
  )
}

/** Notes that nobody knows whether a batch was accepted. It is not sent again. */
export async function markUnknown(db: Db, claim: BatchClaim, because: string): Promise<boolean> {
  const marked = await changed(
    held(db, claim).set({ status: 'unknown', leaseUntil: null, lastError: because }),
  )
  if (marked) await markDeliveriesUnknown(db, [claim])
  return marked
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

/** The next batches that can be sent, oldest issue first. */
export async function findBatchesToSend(db: Db, limit: number): Promise<BatchId[]> {
  return db
    .selectFrom('batch')
    .innerJoin('issue', 'issue.number', 'batch.issueNumber')
    .select(['batch.issueNumber', 'batch.number as batchNumber'])
    .where('batch.status', '=', 'prepared')
    .where('issue.status', '=', 'sending')
    .where(sql<boolean>`coalesce(not_before, '-infinity') <= clock_now()`)
    .orderBy('batch.issueNumber')
    .orderBy('batch.number')
    .limit(limit)
    .execute()
}

/** The batches of an issue that nobody knows the outcome of. */
export async function findUnknownBatches(db: Db, issueNumber: number) {
  return db
    .selectFrom('batch')
    .select(['number', 'attemptedAt', 'lastError'])
    .where('issueNumber', '=', issueNumber)
    .where('status', '=', 'unknown')
    .orderBy('number')
    .execute()
}

function held(db: Db, { issueNumber, batchNumber, fence }: BatchClaim) {
  return db
    .updateTable('batch')
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', batchNumber)
    .where('status', '=', 'submitting')
    .where('fence', '=', fence)
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

async function changed(update: {
  executeTakeFirst(): Promise<{ numUpdatedRows: bigint }>
}): Promise<boolean> {
  return (await update.executeTakeFirst()).numUpdatedRows > 0n
}
