import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { type CpuUse, watchCpu } from '../house/cpu.ts'
import { type Installation, ISSUE } from '../house/installation.ts'
import { childrensMemory, forgetPeak, peakMemory } from '../house/memory.ts'
import type { Running } from '../house/processes.ts'
import { now } from '../now.ts'

export interface Preparation {
  readonly seconds: number
  /** Of processor time, in microseconds. */
  readonly cpu: CpuUse
  readonly workerMb: number
  readonly postgresMb: number
  /** Whether it ended only after the issue was due. */
  readonly late: boolean
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
