import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import { sendBatch } from './send.ts'

/** Sends batches of an issue, one after the other. @returns the work that follows from them. */
export async function sendBatches(
  context: Context,
  { issueNumber, batchNumbers }: { readonly issueNumber: number; readonly batchNumbers: readonly number[] },
): Promise<Work[]> {
  const followUps: Work[] = []
  for (const batchNumber of batchNumbers) {
    const { work } = await sendBatch(context, { issueNumber, batchNumber })
    followUps.push(...work)
  }
  return followUps
}
