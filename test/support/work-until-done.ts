import { handle } from '../../jobs/handlers.ts'
import type { Context } from '../../src/context.ts'
import type { Work } from '../../src/domain/work.ts'

const PULSE: Work = { kind: 'find-work', reason: 'pulse', delayMs: 0 }

/** Does what a worker would, without a queue: pulse after pulse until nothing is to be done. */
export async function workUntilDone(context: Context): Promise<void> {
  for (let rounds = 0; rounds < 20; rounds++) {
    const found = await handle(context, PULSE)
    if (found.length === 0) return
    for (const work of found) {
      for (const next of await handle(context, work)) {
        if (next.kind !== 'find-work') await handle(context, next)
      }
    }
  }
  throw new Error('There is still work after 20 pulses.')
}
