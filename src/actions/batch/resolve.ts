import { recordAct } from '../../../db/queries/audit-entry.ts'
import {
  lockParked,
  type ParkedBatch,
  resolveAsSent,
  resolveAsUnsent,
  stampOfParked,
} from '../../../db/queries/batch-parked.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { reopenIssue } from '../../../db/queries/issue-life.ts'
import type { Context } from '../../context.ts'

export type ResolveOutcome =
  | { readonly outcome: 'resolved'; readonly batches: readonly number[] }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-parked' }
  /** It is parked anew, after another request: what was decided was about an earlier one. */
  | { readonly outcome: 'changed' }
  /** Webhooks may still come and tell. */
  | { readonly outcome: 'too-early'; readonly batchNumber: number; readonly from: Date }

export interface Decision {
  /** All of them where none is named. */
  readonly batchNumber?: number | undefined
  /** Of the batch that was looked at; one with another is left alone. */
  readonly key?: string
  /** Of all the parked ones that were looked at. */
  readonly stamp?: string
  readonly as: 'sent' | 'unsent'
}

/**
 * Records an editor's decision about a parked batch, or about all of an issue. What was not sent is sent
 * under a new key, unless the issue is cancelled: then its readers are excluded.
 */
export async function resolveBatches(
  { db, by }: Pick<Context, 'db' | 'by'>,
  issueNumber: number,
  { batchNumber, key, stamp, as }: Decision,
): Promise<ResolveOutcome> {
  return db.transaction().execute(async (tx) => {
    if (!(await findIssue(tx, issueNumber))) return { outcome: 'not-found' }
    const parked = await lockParked(tx, issueNumber, batchNumber)
    if (parked.length === 0) return { outcome: 'not-parked' }
    if (key !== undefined && parked.some((batch) => batch.key !== key)) return { outcome: 'changed' }
    if (stamp !== undefined && stamp !== (await stampOfParked(tx, issueNumber))) return { outcome: 'changed' }
    const early = as === 'unsent' ? parked.find(({ unsentAllowed }) => !unsentAllowed) : undefined
    if (early) return { outcome: 'too-early', batchNumber: early.batchNumber, from: early.unsentFrom }
    const resolve: (batch: ParkedBatch) => Promise<void> = (batch) =>
      as === 'sent' ? resolveAsSent(tx, batch) : resolveAsUnsent(tx, batch)
    for (const batch of parked) await resolve(batch)
    if (as === 'unsent') await reopenIssue(tx, issueNumber)
    const detail = `${as}: ${batchNumber === undefined ? `${parked.length} batches` : `batch ${batchNumber}`}`
    await recordAct(tx, by, { kind: 'batch-resolved', subject: issueNumber, detail })
    return { outcome: 'resolved', batches: parked.map((batch) => batch.batchNumber) }
  })
}
