import type { Context } from '../context.ts'
import type { Work } from '../domain/work.ts'

/** Not waited for: a queue that hangs must not keep the reader waiting, and the pulse finds the rows. */
export function enqueueAside(
  { log }: Context,
  enqueue: (work: readonly Work[]) => Promise<void>,
): (work: readonly Work[]) => Promise<void> {
  return async (work) => {
    try {
      if (work.length > 0) await enqueue(work)
    } catch (error) {
      log.warn({ err: error, count: work.length }, 'work could not be queued')
    }
  }
}
