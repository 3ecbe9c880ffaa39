import {
  lockParked,
  type ParkedBatch,
  resolveAsSent,
  resolveAsUnsent,
} from '../../../db/queries/batch-parked.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { reopenIssue } from '../../../db/queries/issue-life.ts'
import type { Context } from '../../context.ts'

export type ResolveOutcome =
  | { readonly outcome: 'resolved'; readonly batches: readonly number[] }
  | { readonly outcome: 'not-found' | 'not-parked' }
  /** Webhooks may still come and tell. */
  | { readonly outcome: 'too-early'; readonly batchNumber: number; readonly from: Date }

/**
 * Records an editor's decision about a parked batch, or about all of an issue. What was not sent is sent
 * under a new key, unless the issue is cancelled: then its readers are excluded.
 */
export async function resolveBatches(
  { db }: Pick<Context, 'db'>,
  issueNumber: number,
  { batchNumber, as }: { batchNumber?: number | undefined; as: 'sent' | 'unsent' },
): Promise<ResolveOutcome> {
  return db.transaction().execute(async (tx) => {
    if (!(await findIssue(tx, issueNumber))) return { outcome: 'not-found' }
    const parked = await lockParked(tx, issueNumber, batchNumber)
    if (parked.length === 0) return { outcome: 'not-parked' }
    const early = as === 'unsent' ? parked.find(({ unsentAllowed }) => !unsentAllowed) : undefined
    if (early) return { outcome: 'too-early', batchNumber: early.batchNumber, from: early.unsentFrom }
    const resolve: (batch: ParkedBatch) => Promise<void> = (batch) =>
      as === 'sent' ? resolveAsSent(tx, batch) : resolveAsUnsent(tx, batch)
    for (const batch of parked) await resolve(batch)
    if (as === 'unsent') await reopenIssue(tx, issueNumber)
    return { outcome: 'resolved', batches: parked.map((batch) => batch.batchNumber) }
  })
}
