import { sql } from 'kysely'
import { BATCH_EVENTS } from '../../src/domain/batch-states.ts'
import type { Delivery } from '../../src/domain/delivery.ts'
import type { Db } from '../connect.ts'
import {
  type BatchClaim,
  type BatchId,
  batchesThatAre,
  claimThatIs,
  RELEASED,
  refusedThatIs,
} from './batch-move.ts'
import { changed } from './changed.ts'

const now = sql<Date>`clock_now()`

/**
 * Records an acceptance, whoever learned of it and however late: it is final. Ids are in the deliveries'
 * order.
 *
 * @returns false when the batch was settled otherwise under this key: Resend contradicts itself.
 */
export async function recordAcceptance(
  db: Db,
  claim: BatchId & { readonly key: string },
  deliveries: readonly Delivery[],
  ids: readonly string[],
): Promise<boolean> {
  const { issueNumber, batchNumber, key } = claim
  const { from, to } = BATCH_EVENTS.accepted
  const { rows } = await sql<{ accepted: boolean }>`
    /* prepared record-acceptance */
    with clock as materialized (
      select clock_now() as now
    ), accepted as (
      update batch set status = ${to}, settled_by = 'answer', settled_at = now, lease_until = null, last_error = null
      from clock
      where issue_number = ${issueNumber} and number = ${batchNumber} and key = ${key}
        and status = any(${[...from]}::text[])
      returning 1
    ), noted as (
      update delivery set state = 'accepted', provider_id = answer.id, settled_at = coalesce(settled_at, now)
      from clock, unnest(
        ${deliveries.map((delivery) => delivery.subscriberId)}::bigint[], ${ids}::text[]
      ) as answer (subscriber_id, id)
      -- The batch first, as everywhere.
      where (select count(*) from accepted) is not null
        and delivery.issue_number = ${issueNumber} and delivery.batch_number = ${batchNumber}
        and delivery.subscriber_id = answer.subscriber_id
        and (state in ('to-send', 'unknown') or (state = 'accepted' and provider_id is null))
    )
    select exists (select from accepted) as accepted`.execute(db)
  return rows[0]!.accepted || (await isAccepted(db, claim))
}

async function isAccepted(db: Db, { issueNumber, batchNumber }: BatchId): Promise<boolean> {
  const row = await db
    .selectFrom('batch')
    .select('number')
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', batchNumber)
    .where('status', '=', 'accepted')
    .executeTakeFirst()
  return row !== undefined
}

/** Gives a batch back that was provably not accepted, to be sent after a wait. */
export async function giveBack(
  db: Db,
  claim: BatchClaim,
  { waitMs = 0, because, newKey }: { waitMs?: number; because: string; newKey: boolean },
): Promise<boolean> {
  return changed(
    refusedThatIs(db, 'given-back', claim).set({
      ...RELEASED,
      ...(newKey ? { key: sql<string>`gen_random_uuid()::text` } : {}),
      notBefore: after(waitMs),
      lastError: because,
    }),
  )
}

/** Notes that nobody knows whether a batch was accepted. The same bytes are sent again after a wait. */
export async function markUnknown(
  db: Db,
  claim: BatchClaim,
  { waitMs, because }: { waitMs: number; because: string },
): Promise<void> {
  const unknown = claimThatIs(db, 'doubted', claim).set({
    ...RELEASED,
    notBefore: after(waitMs),
    lastError: because,
  })
  if (await changed(unknown)) await markDeliveriesUnknown(db, [claim])
}

/** Ends a batch of one: the recipient was refused by name. */
export async function rejectBatch(db: Db, claim: BatchClaim, reason: string): Promise<void> {
  const rejected = refusedThatIs(db, 'rejected', claim).set({
    ...RELEASED,
    settledAt: now,
    lastError: reason,
  })
  if (!(await changed(rejected))) return
  await db
    .updateTable('delivery')
    .set({ state: 'rejected', rejection: reason, settledAt: now })
    .where('issueNumber', '=', claim.issueNumber)
    .where('batchNumber', '=', claim.batchNumber)
    .where('state', '=', 'to-send')
    .execute()
}

/**
 * Ends the leases that ran out: a batch whose request had not left is free again, and of one whose
 * request had left nobody knows.
 */
export async function expireLeases(db: Db): Promise<void> {
  const outlived = (event: 'given-back' | 'doubted') =>
    batchesThatAre(db, event)
      .set({ ...RELEASED, lastError: 'the worker that sent it did not come back' })
      .where('leaseUntil', '<=', now)
  await outlived('given-back').where('pinnedAt', 'is', null).execute()
  const doubtful = await outlived('doubted')
    .where('pinnedAt', 'is not', null)
    .returning(['issueNumber', 'number as batchNumber'])
    .execute()
  if (doubtful.length > 0) await markDeliveriesUnknown(db, doubtful)
}

/** Nobody knows what became of what these batches have left to send. */
export async function markDeliveriesUnknown(db: Db, batches: readonly BatchId[]): Promise<void> {
  await sql`
    update delivery set state = 'unknown'
    from unnest(
      ${batches.map((batch) => batch.issueNumber)}::int[], ${batches.map((batch) => batch.batchNumber)}::int[]
    ) as doubtful (issue_number, number)
    where delivery.state = 'to-send'
      and delivery.issue_number = doubtful.issue_number and delivery.batch_number = doubtful.number`.execute(
    db,
  )
}

function after(waitMs: number) {
  return sql<Date>`clock_now() + ${waitMs} * interval '1 millisecond'`
}
