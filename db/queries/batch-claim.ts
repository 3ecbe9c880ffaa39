import { sql } from 'kysely'
import type { Delivery } from '../../src/domain/delivery.ts'
import type { Db } from '../connect.ts'
import { changed } from './changed.ts'

// Whoever writes both a batch and its deliveries writes the batch first: two that meet wait, and none is
// chosen to die of a deadlock.

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

/**
 * Notes, before the request leaves, that it may be accepted, and renews the lease for it. False when the
 * claim was lost, or the issue stopped being sent, meanwhile.
 */
export async function stampAttempt(db: Db, claim: BatchClaim, lease: string): Promise<boolean> {
  return changed(
    claimed(db, claim)
      .set({
        attemptedAt: sql<Date>`clock_now()`,
        leaseUntil: sql<Date>`clock_now() + ${lease}::interval`,
      })
      .where('leaseUntil', '>', sql<Date>`clock_now()`)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('issue')
            .select('number')
            .where('issue.number', '=', claim.issueNumber)
            .where('issue.status', '=', 'sending'),
        ),
      ),
  )
}

/** Keeps a claim from being lost until the transaction ends; false when it is lost already. */
export async function lockClaim(db: Db, claim: BatchClaim): Promise<boolean> {
  const { issueNumber, batchNumber, fence } = claim
  const row = await db
    .selectFrom('batch')
    .select('number')
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', batchNumber)
    .where('status', '=', 'submitting')
    .where('fence', '=', fence)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
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
): Promise<Delivery[]> {
  return db
    .selectFrom('delivery')
    .select(['subscriberId', 'address', 'tokenVersion'])
    .where('issueNumber', '=', issueNumber)
    .where('batchNumber', '=', batchNumber)
    .where('state', '=', 'to-send')
    .orderBy('subscriberId')
    .execute()
}

/**
 * Gives a batch back of which nothing was accepted, to be sent after a wait. Who has left by then is
 * left out, so it gets another key: Resend may have kept the old one with the refused body.
 */
export async function releaseBatch(
  db: Db,
  claim: BatchClaim,
  { waitMs = 0, because }: { waitMs?: number; because: string },
): Promise<boolean> {
  return changed(
    claimed(db, claim).set({
      status: 'prepared',
      key: sql<string>`gen_random_uuid()::text`,
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
    claimed(db, claim).set({
      status: 'cancelled',
      leaseUntil: null,
      attemptedAt: null,
      settledAt: sql<Date>`clock_now()`,
    }),
  )
}

/** The row, as long as no later claim has it. */
export function claimed(db: Db, { issueNumber, batchNumber, fence }: BatchClaim) {
  return db
    .updateTable('batch')
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', batchNumber)
    .where('status', '=', 'submitting')
    .where('fence', '=', fence)
}
