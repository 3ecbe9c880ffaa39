import type { BatchId } from '../../db/queries/batch-move.ts'
import type { Work } from '../domain/work.ts'

/** How much of a second a piece of work takes at the rate that is set. */
const SHARE_OF_A_SECOND = 0.02

/**
 * Puts batches together to pieces of work: one in each, unless the rate is high. A batch is always in the same
 * run, so that work which is queued already has the same name again.
 */
export function batchWork(batches: readonly BatchId[], requestsPerSecond: number): Work[] {
  const atOnce = Math.max(1, Math.floor(requestsPerSecond * SHARE_OF_A_SECOND))
  const runs = new Map<string, { issueNumber: number; run: number; batchNumbers: number[] }>()
  for (const { issueNumber, batchNumber } of batches) {
    const run = Math.floor(batchNumber / atOnce)
    const name = `${issueNumber} ${run}`
    const known = runs.get(name) ?? { issueNumber, run, batchNumbers: [] }
    known.batchNumbers.push(batchNumber)
    runs.set(name, known)
  }
  return [...runs.values()].map((run) => ({ kind: 'send-batches', ...run }))
}
