import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { type CpuUse, watchCpu } from '../house/cpu.ts'
import { type Installation, ISSUE, openInstallation } from '../house/installation.ts'
import { childrensMemory, forgetPeak, peakMemory } from '../house/memory.ts'
import type { Running } from '../house/processes.ts'
import { now } from '../now.ts'
import type { Backend } from '../options.ts'
import type { SinkOptions, SinkReport } from '../sink/sink.ts'
import { type OpenSink, openSink } from './open-sink.ts'

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

export interface Preparation {
  readonly seconds: number
  /** Of processor time, in microseconds. */
  readonly cpu: CpuUse
  readonly workerMb: number
  readonly postgresMb: number
  /** Whether it ended only after the issue was due. */
  readonly late: boolean
}

export interface SendResult {
  readonly preparation: Preparation
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
      redis: bench.house.redis,
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

/** Counting a large ledger takes its time: no more than a sixth of what it watches. */
const LOOK_MS = 50
const PREPARE_LIMIT_MS = 300_000

interface Preparing {
  readonly installation: Installation
  readonly worker: Running
  readonly readers: number
  readonly dueAt: number
}

/** Waits until the ledger holds everybody. The freeze notes when it began; that it is over is seen from here. */
export async function seePrepared(
  bench: Bench,
  { installation, worker, readers, dueAt }: Preparing,
): Promise<Preparation> {
  const { client } = installation
  bench.progress.now('preparing')
  forgetPeak(worker.pid)
  const watch = watchCpu({ worker, postgres: { pid: bench.house.postmaster, family: true } })
  let postgresMb = 0
  const deadline = now() + PREPARE_LIMIT_MS
  for (;;) {
    postgresMb = Math.max(postgresMb, childrensMemory(bench.house.postmaster))
    const lookedAt = now()
    if (await isFrozen(client, readers)) break
    const tookMs = now() - lookedAt
    if (now() > deadline) throw new Error(`The issue was not prepared. The worker says:\n${worker.tail()}`)
    await Promise.race([worker.whileAlive(sleep(LOOK_MS + 5 * tookMs)), bench.stopped])
  }
  const preparedAt = now()
  const began = await client.query('select frozen_at from frozen_issue where issue_number = $1', [ISSUE])
  return {
    seconds: (preparedAt - began.rows[0].frozen_at.getTime()) / 1000,
    cpu: watch?.read().used ?? {},
    workerMb: peakMemory(worker.pid) ?? Number.NaN,
    postgresMb,
    late: preparedAt > dueAt,
  }
}

async function isFrozen(client: Installation['client'], readers: number): Promise<boolean> {
  const issue = await client.query('select status, held_because from issue where number = $1', [ISSUE])
  const { status, held_because } = issue.rows[0]
  if (status === 'held') throw new Error(`The issue is held: ${held_because}`)
  if (status === 'scheduled' || status === 'draft') return false
  const ledger = await client.query('select count(*)::int as rows from delivery where issue_number = $1', [
    ISSUE,
  ])
  return ledger.rows[0].rows === readers
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
