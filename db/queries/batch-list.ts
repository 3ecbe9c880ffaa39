import { sql } from 'kysely'
import type { BatchState } from '../../src/domain/batch-states.ts'
import type { Db } from '../connect.ts'
import type { BatchId } from './batch-move.ts'

/**
 * The next batches that can be sent: unknown ones first, then the halves of refused ones, oldest issue first.
 * Unknown ones take turns, so that one that is never answered does not keep the others from being asked for.
 */
export async function findBatchesToSend(db: Db, provider: string, limit: number): Promise<BatchId[]> {
  const { rows } = await sql<BatchId>`
    select batch.issue_number, batch.number as batch_number
    from batch join issue on issue.number = batch.issue_number
    where coalesce(batch.not_before, '-infinity') <= clock_now() and (
      (batch.status = 'prepared' and issue.status = 'sending')
      or (batch.status = 'unknown' and batch.provider = ${provider})
    )
    order by batch.status = 'unknown' desc, case batch.status when 'unknown' then last_attempt_at end,
      batch.issue_number, batch.split_from is null, batch.number
    limit ${limit}`.execute(db)
  return rows
}

/** A batch that needs a look. */
export interface OpenBatch {
  readonly number: number
  readonly status: BatchState
  readonly mails: number
  readonly pinnedAt: Date | null
  readonly lastAttemptAt: Date | null
  readonly lastError: string | null
}

/** The batches of an issue that nobody knows the outcome of: unknown ones, and those that an editor decides. */
export async function findDoubtfulBatches(db: Db, issueNumber: number): Promise<OpenBatch[]> {
  return db
    .selectFrom('batch')
    .select(['number', 'status', 'pinnedAt', 'lastAttemptAt', 'lastError'])
    .select((eb) =>
      eb
        .selectFrom('delivery')
        .select(eb.fn.countAll<number>().as('count'))
        .where('delivery.issueNumber', '=', issueNumber)
        .whereRef('delivery.batchNumber', '=', 'batch.number')
        .where('delivery.state', '=', 'unknown')
        .$asScalar()
        .$notNull()
        .as('mails'),
    )
    .where('issueNumber', '=', issueNumber)
    .where('status', 'in', ['unknown', 'parked'])
    .orderBy('number')
    .execute()
}
