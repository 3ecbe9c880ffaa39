import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import type { BatchId } from './batch-claim.ts'

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
