import { setTimeout as sleep } from 'node:timers/promises'
import { findRhythm } from '../src/actions/rhythm/find.ts'
import { findLateWork } from '../src/actions/work/find.ts'
import type { Context } from '../src/context.ts'
import { oncePerOutage } from '../src/once-per-outage.ts'
import type { JobBackend } from './backend.ts'
import { handle } from './handlers.ts'
import { LANES, type Lane } from './lanes.ts'
import type { Queues } from './queues.ts'

const ASSERT_EVERY_MS = 15_000
const LOOK_EVERY_MS = 5_000
/** A request may take half a minute; what has not ended then is out of reach and is not waited for. */
const DRAIN_LIMIT_MS = 35_000

export interface WorkerSettings {
  readonly assertEveryMs?: number
  readonly batchesInFlight?: number
}

/** Works all lanes until it is closed. Closing waits for what is under way. */
export function startWorker(
  context: Context,
  backend: JobBackend,
  queues: Queues,
  { assertEveryMs = ASSERT_EVERY_MS, batchesInFlight = LANES.batches.concurrency }: WorkerSettings = {},
): { close(): Promise<void> } {
  const { log } = context
  let closing = false
  const outOfReach = oncePerOutage((error) =>
    log.warn({ err: error }, 'worker lost the queue; it tries again'),
  )
  const workers = (Object.keys(LANES) as Lane[]).map((lane) =>
    backend
      .worker(lane, async (job) => queues.enqueue(await handle(context, job.data)), {
        concurrency: lane === 'batches' ? batchesInFlight : LANES[lane].concurrency,
      })
      .on('failed', (job, error) =>
        log.error({ err: error, lane, job: job?.id }, 'job failed; its rows are as before'),
      )
      .on('error', (error) => closing || outOfReach(error)),
  )
  const assertSchedule = () =>
    findRhythm(context)
      .then(queues.assertSchedule)
      .catch((error) => log.warn({ err: error }, 'schedule could not be asserted'))
  void assertSchedule()
  const lookForWork = async () => {
    const work = await findLateWork(context)
    if (!work) return
    await queues.enqueue(work)
    await queues.renewSchedule(await findRhythm(context))
  }
  const timers = [
    setInterval(assertSchedule, assertEveryMs),
    setInterval(() => lookForWork().catch((error) => closing || outOfReach(error)), LOOK_EVERY_MS),
  ]
  return {
    async close() {
      closing = true
      for (const timer of timers) clearInterval(timer)
      const drained = Promise.all(workers.map((worker) => worker.close()))
      await Promise.race([drained, sleep(DRAIN_LIMIT_MS, undefined, { ref: false })])
    },
  }
}
