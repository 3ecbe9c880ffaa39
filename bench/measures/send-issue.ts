import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { type CpuUse, watchCpu } from '../house/cpu.ts'
import { type Installation, ISSUE, openInstallation } from '../house/installation.ts'
import { forgetPeak, peakMemory } from '../house/memory.ts'
import type { Running } from '../house/processes.ts'
import { now } from '../now.ts'
import type { Backend } from '../options.ts'
import type { SinkOptions, SinkReport } from '../sink/sink.ts'
import { type OpenSink, openSink } from './open-sink.ts'
import { type Preparation, seePrepared } from './see-prepared.ts'

/** A send under way, for whoever measures something beside it. */
export interface Send {
  readonly installation: Installation
  readonly sink: OpenSink
  readonly worker: Running
  readonly dueAt: number
}

export interface SendOptions {
  readonly backend: Backend
  readonly readers: number
  readonly sink?: Omit<SinkOptions, 'readers'>
  readonly env?: NodeJS.ProcessEnv
  readonly workerOptions?: readonly string[]
  /** The web, or whatever else has to stand before the issue is scheduled. */
  readonly beside?: (installation: Installation, sink: OpenSink) => Promise<void>
  /** Done while the send runs; the send is over when both are. */
  readonly meanwhile?: (send: Send) => Promise<void>
  /** Done with the issue sent and everything still up. */
  readonly afterwards?: (send: Send) => Promise<void>
}

export interface SendResult {
  readonly preparation: Preparation
  readonly dueAt: number
  /** From the due time to the moment at which another connection sees the last row accepted. */
  readonly seconds: number
  readonly dueToFirstRequest: number
  readonly cpu: CpuUse | undefined
  readonly workerMb: number
  readonly sink: SinkReport
}

/** Schedules an issue ahead, sees it prepared, lets it become due and waits until its account is settled. */
export async function sendIssue(bench: Bench, options: SendOptions): Promise<SendResult> {
  const { readers } = options
  const { installation, sink, worker, close } = await openScene(bench, options)
  try {
    await options.beside?.(installation, sink)
    const dueAt = (await installation.schedule(bench.options.leadSeconds(readers))).getTime()
    const preparation = await seePrepared(bench, { installation, worker, readers, dueAt })
    const send = { installation, sink, worker, dueAt }
    await sleep(Math.max(0, dueAt - now() - 20))
    forgetPeak(worker.pid)
    const watch = watchCpu({
      worker,
      postgres: { pid: bench.house.postmaster, family: true },
      ...(options.backend === 'redis' ? { redis: bench.house.redis } : {}),
      sink,
    })
    const settled = async () => {
      const doneAt = await accepted(bench, send, readers)
      return { doneAt, cpu: watch?.read().used, workerMb: peakMemory(worker.pid) ?? Number.NaN }
    }
    const [{ doneAt, cpu, workerMb }] = await Promise.all([settled(), options.meanwhile?.(send)])
    await options.afterwards?.(send)
    const report = await sink.report()
    return {
      preparation,
      dueAt,
      seconds: (doneAt - dueAt) / 1000,
      dueToFirstRequest: (report.firstRequestAt! - dueAt) / 1000,
      cpu,
      workerMb,
      sink: report,
    }
  } finally {
    await close()
  }
}

async function openScene(
  bench: Bench,
  { backend, readers, sink: sinkOptions, env, workerOptions }: SendOptions,
) {
  bench.progress.now('filling the database')
  const installation = await openInstallation(bench, { backend, readers })
  try {
    const sink = await openSink(bench, { readers, ...sinkOptions })
    const worker = await installation.startWorker({ ...env, RESEND_BASE_URL: sink.url }, workerOptions)
    const close = async () => {
      await installation.close()
      await sink.stop()
    }
    return { installation, sink, worker, close }
  } catch (error) {
    await installation.close()
    throw error
  }
}

const STANDSTILL_MS = 120_000
const PROGRESS_MS = 500

/** @returns the wall clock's time, in milliseconds, at which another connection saw the last row accepted. */
async function accepted(
  bench: Bench,
  { installation, sink, worker }: Send,
  readers: number,
): Promise<number> {
  await allCounted(bench, sink, worker, readers)
  const deadline = now() + STANDSTILL_MS
  for (;;) {
    const { rows } = await installation.client.query(
      `select not exists (
         select from batch where issue_number = $1 and status in ('prepared', 'submitting', 'unknown')
       ) as settled, issue.status, held_because from issue where number = $1`,
      [ISSUE],
    )
    const seenAt = now()
    if (rows[0].settled) {
      await checkLedger(installation.client, readers)
      return seenAt
    }
    if (rows[0].status === 'held') throw new Error(`The issue is held: ${rows[0].held_because}`)
    if (seenAt > deadline) throw new Error(`Batches stay open. The worker says:\n${worker.tail()}`)
    await Promise.race([worker.whileAlive(sleep(2)), bench.stopped])
  }
}

async function allCounted(bench: Bench, sink: OpenSink, worker: Running, readers: number): Promise<void> {
  let counted = 0
  let movedAt = now()
  let look: NodeJS.Timeout | undefined
  const standstill = new Promise<never>((_, reject) => {
    look = setInterval(() => {
      if (sink.counted() > counted) {
        counted = sink.counted()
        movedAt = now()
        bench.progress.now(`${counted.toLocaleString('en')} of ${readers.toLocaleString('en')} accepted`)
      } else if (now() - movedAt > STANDSTILL_MS) {
        reject(new Error(`The send stands still at ${counted}. The worker says:\n${worker.tail()}`))
      }
    }, PROGRESS_MS)
  })
  try {
    await Promise.race([worker.whileAlive(sink.complete()), standstill, bench.stopped])
  } finally {
    clearInterval(look)
  }
}

async function checkLedger(client: Installation['client'], readers: number): Promise<void> {
  const { rows } = await client.query(
    'select state, count(*)::int as count from delivery where issue_number = $1 group by state',
    [ISSUE],
  )
  if (rows.length === 1 && rows[0].state === 'accepted' && rows[0].count === readers) return
  throw new Error(`The ledger does not show ${readers} accepted: ${JSON.stringify(rows)}`)
}
