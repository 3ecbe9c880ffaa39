import { setTimeout as sleep } from 'node:timers/promises'
import type { JobsOptions, Queue } from 'bullmq'
import type { Rhythm } from '../src/domain/rhythm.ts'
import type { Work } from '../src/domain/work.ts'
import type { JobBackend } from './backend.ts'
import { LANES, type Lane, ROUTES } from './lanes.ts'
import type { QueueBoard } from './queue-board.ts'
import { RHYTHM, rhythmWork, SCHEDULE } from './schedule.ts'

/** The way into the queues. */
export interface Queues {
  /** Queues work; what was queued just before is queued once. */
  enqueue(work: readonly Work[]): Promise<void>
  /** Makes the schedule what the table says, and the rhythm. Twice is as good as once. */
  assertSchedule(rhythm: Rhythm | undefined): Promise<void>
  /** The same, beginning now: whatever the next beats were planned for, by whatever clock. */
  renewSchedule(rhythm: Rhythm | undefined): Promise<void>
  /** How many jobs each lane has, and in which state. */
  counts(): Promise<LaneCounts[]>
  /** Answers for the pages of bull-board, below a path: looked at by few, so it is loaded when somebody does. */
  showBoard(request: Request, path: string): Promise<Response>
  /** Rejects when the store does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

interface LaneCounts {
  readonly lane: string
  readonly waiting: number
  readonly active: number
  readonly delayed: number
  readonly failed: number
}

/** A store that is out of reach is not waited for. */
const CLOSE_LIMIT_MS = 5_000

// The rows decide what is queued, so a finished job must never stand in the way of its successor.
const FORGET: JobsOptions = { removeOnComplete: true, removeOnFail: true }

export function openQueues(backend: JobBackend, onError: (error: Error) => void): Queues {
  const queues = Object.fromEntries(
    Object.keys(LANES).map((lane) => [lane, backend.queue(lane).on('error', onError)]),
  ) as Record<Lane, Queue>
  const assertSchedule = async (rhythm: Rhythm | undefined) => {
    const isKept = rhythm !== undefined && !rhythm.paused
    for (const { id, lane, repeat, data } of [...SCHEDULE, ...(isKept ? [rhythmWork(rhythm)] : [])]) {
      await queues[lane].upsertJobScheduler(id, repeat, { name: id, data, opts: FORGET })
    }
    if (!isKept) await queues[RHYTHM.lane].removeJobScheduler(RHYTHM.id)
  }
  let board: QueueBoard | undefined
  return {
    async enqueue(work) {
      for (const lane of Object.keys(LANES) as Lane[]) {
        const jobs = work.filter(({ kind }) => ROUTES[kind].lane === lane).map(jobFor)
        if (jobs.length > 0) await queues[lane].addBulk(jobs)
      }
    },
    assertSchedule,
    async renewSchedule(rhythm) {
      for (const { id, lane } of [...SCHEDULE, RHYTHM]) await queues[lane].removeJobScheduler(id)
      await assertSchedule(rhythm)
    },
    counts: () => Promise.all(Object.entries(queues).map(countJobs)),
    async showBoard(request, path) {
      const { createQueueBoard } = await import('./queue-board.ts')
      board ??= createQueueBoard(Object.values(queues), path)
      return board(request)
    },
    async ping() {
      await queues.pulse.getJobCounts('waiting')
    },
    async close() {
      const closed = Promise.all(Object.values(queues).map((queue) => queue.close()))
      await Promise.race([closed, sleep(CLOSE_LIMIT_MS, undefined, { ref: false })])
    },
  }
}

async function countJobs([lane, queue]: [string, Queue]): Promise<LaneCounts> {
  const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed')
  const { waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts
  return { lane, waiting: waiting + prioritized, active, delayed, failed }
}

/** For so long, work that is queued already is queued once. */
const QUEUED_ONCE_MS = 15_000

/**
 * A job that nobody ends, as its worker died and a wrong clock keeps its lock, must not keep its work from
 * being queued for ever: so names change after a while. That work is done once is the rows' care.
 */
function jobFor(work: Work) {
  const since = Math.floor(Date.now() / QUEUED_ONCE_MS)
  const jobId = `${(ROUTES[work.kind].jobId as (work: Work) => string)(work)}-${since}`
  const delay = work.kind === 'find-work' ? { delay: work.delayMs } : {}
  return { name: work.kind, data: work, opts: { ...FORGET, ...delay, jobId } }
}
