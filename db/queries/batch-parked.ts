import { sql } from 'kysely'
import { KEY_WINDOW, WEBHOOK_WINDOW } from '../../src/domain/sending-rules.ts'
import type { Db } from '../connect.ts'
import {
  type BatchClaim,
  type BatchId,
  batchesThatAre,
  batchThatIs,
  claimThatIs,
  RELEASED,
} from './batch-move.ts'
import { markDeliveriesUnknown } from './batch-outcome.ts'
import { changed } from './changed.ts'

const now = sql<Date>`clock_now()`

/** Parks a batch whose bytes would differ from the pinned ones. */
export async function parkClaim(db: Db, claim: BatchClaim, because: string): Promise<boolean> {
  return changed(claimThatIs(db, 'parked', claim).set({ ...RELEASED, lastError: because }))
}

/** Parks what has been unknown for as long as Resend is sure to know the key. @returns what was parked. */
export async function parkOverdue(db: Db): Promise<BatchId[]> {
  return batchesThatAre(db, 'parked')
    .set({
      lastError: sql<string>`'no answer within ' || ${KEY_WINDOW}::text || ' of the first attempt; the last: ' || coalesce(last_error, 'none')`,
    })
    .where('status', '=', 'unknown')
    .where(sql<boolean>`pinned_at + ${KEY_WINDOW}::interval <= clock_now()`)
    .returning(['issueNumber', 'number as batchNumber'])
    .execute()
}

/** Parks what was sent through somebody else, who alone would know the key. @returns what was parked. */
export async function parkForeign(db: Db, provider: string): Promise<BatchId[]> {
  return batchesThatAre(db, 'parked')
    .set({ lastError: sql<string>`'sent through ' || provider || ', which is not the provider any more'` })
    .where('status', '=', 'unknown')
    .where('provider', '<>', provider)
    .returning(['issueNumber', 'number as batchNumber'])
    .execute()
}

/** Parks whatever a restored database does not know the end of: it may have been sent since. @returns what was parked. */
export async function parkRestored(db: Db): Promise<BatchId[]> {
  const parked = await batchesThatAre(db, 'restored')
    .set({ ...RELEASED, lastAttemptAt: now, lastError: 'it may have been sent after the backup was taken' })
    .returning(['issueNumber', 'number as batchNumber'])
    .execute()
  await markDeliveriesUnknown(db, parked)
  return parked
}

/** A parked batch, and from when on an editor may say that it was not sent. */
export interface ParkedBatch extends BatchId {
  readonly key: string
  readonly unsentFrom: Date
  readonly unsentAllowed: boolean
}

/** A parked batch, as an editor has to decide on it. */
export interface ParkedReport {
  readonly batchNumber: number
  /** Of the request that nobody knows the end of: names this doubt, and no later one. */
  readonly key: string
  readonly mails: number
  readonly lastAttemptAt: Date | null
  readonly because: string | null
  readonly unsentFrom: Date
  readonly unsentAllowed: boolean
}

/** The first parked batches of an issue, or one of them, for an editor to decide on. */
export async function listParked(
  db: Db,
  issueNumber: number,
  { batchNumber, most }: { readonly batchNumber?: number; readonly most: number },
): Promise<ParkedReport[]> {
  const { rows } = await sql<ParkedReport>`
    select number as batch_number, key, last_attempt_at, last_error as because,
      (select count(*)::int from delivery where delivery.issue_number = ${issueNumber}
        and delivery.batch_number = batch.number and delivery.state = 'unknown') as mails,
      coalesce(last_attempt_at, clock_now()) + ${WEBHOOK_WINDOW}::interval as unsent_from,
      coalesce(last_attempt_at, clock_now()) + ${WEBHOOK_WINDOW}::interval <= clock_now() as unsent_allowed
    from batch
    where issue_number = ${issueNumber} and status = 'parked'
      and number = coalesce(${batchNumber ?? null}::int, number)
    order by number limit ${most}`.execute(db)
  return rows
}

/** Names all the doubts about an issue, and no later ones: the MD5 of their keys. Nothing when there is none. */
export async function stampOfParked(db: Db, issueNumber: number): Promise<string | null> {
  const { rows } = await sql<{ stamp: string | null }>`
    select md5(string_agg(key, ',' order by number)) as stamp
    from batch where issue_number = ${issueNumber} and status = 'parked'`.execute(db)
  return rows[0]!.stamp
}

/** The parked batches of an issue, or one of them; nobody else changes them until the transaction ends. */
export async function lockParked(db: Db, issueNumber: number, batchNumber?: number): Promise<ParkedBatch[]> {
  const { rows } = await sql<ParkedBatch>`
    select issue_number, number as batch_number, key,
      coalesce(last_attempt_at, clock_now()) + ${WEBHOOK_WINDOW}::interval as unsent_from,
      coalesce(last_attempt_at, clock_now()) + ${WEBHOOK_WINDOW}::interval <= clock_now() as unsent_allowed
    from batch
    where issue_number = ${issueNumber} and status = 'parked'
      and number = coalesce(${batchNumber ?? null}::int, number)
    order by number
    for update`.execute(db)
  return rows
}

/** Records an editor's decision that a parked batch was sent. */
export async function resolveAsSent(db: Db, batch: ParkedBatch): Promise<void> {
  await batchThatIs(db, 'resolved-as-sent', batch).set({ settledAt: now, settledBy: 'editor' }).execute()
  await settleParked(db, batch, { state: 'accepted', settledAt: now })
  await recordResolution(db, batch, 'sent')
}

/** Records an editor's decision that a parked batch was not sent: it is sent anew, under a new key. */
export async function resolveAsUnsent(db: Db, batch: ParkedBatch): Promise<void> {
  await batchThatIs(db, 'resolved-as-unsent', batch)
    .set({
      key: sql<string>`gen_random_uuid()::text`,
      pinnedAt: null,
      bodySha256: null,
      provider: null,
      notBefore: null,
    })
    .execute()
  await settleParked(db, batch, { state: 'to-send' })
  await recordResolution(db, batch, 'unsent')
}

async function settleParked(
  db: Db,
  { issueNumber, batchNumber }: BatchId,
  to: { state: 'accepted'; settledAt: typeof now } | { state: 'to-send' },
): Promise<void> {
  await db
    .updateTable('delivery')
    .set(to)
    .where('issueNumber', '=', issueNumber)
    .where('batchNumber', '=', batchNumber)
    .where('state', '=', 'unknown')
    .execute()
}

async function recordResolution(
  db: Db,
  { issueNumber, batchNumber, key }: ParkedBatch,
  resolvedAs: 'sent' | 'unsent',
): Promise<void> {
  await db.insertInto('batchResolution').values({ issueNumber, batchNumber, key, resolvedAs }).execute()
}
