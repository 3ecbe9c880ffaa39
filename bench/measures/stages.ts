import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Bench } from '../bench.ts'
import { readProfile, type Shares } from '../profile/read-profile.ts'
import { STAGES } from '../profile/stages.ts'
import { sendIssue } from './send-issue.ts'

/**
 * Where a recipient's processor time goes. The worker writes a profile; what PostgreSQL works at is
 * looked up again and again. Both cost time, so this run's speed counts nowhere.
 */
export async function measureStages(bench: Bench): Promise<void> {
  const { stageReaders: readers } = bench.options
  for (const backend of bench.options.backends) {
    bench.progress.step(`stages: ${readers.toLocaleString('en')} readers, queue on ${backend}`)
    const folder = join(bench.options.profile ?? bench.house.folder, `profile-${backend}-${Date.now()}`)
    mkdirSync(folder, { recursive: true })
    const statements = new Map<string, number>()
    let over = false
    const { cpu, dueAt, seconds } = await sendIssue(bench, {
      backend,
      readers,
      workerOptions: ['--cpu-prof', `--cpu-prof-dir=${folder}`],
      meanwhile: async ({ installation, sink }) => {
        const client = new pg.Client({ connectionString: installation.databaseUrl })
        await client.connect()
        void sink.complete().then(() => {
          over = true
        })
        while (!over) {
          await lookAt(client, statements)
          await Promise.race([sleep(LOOK_MS), bench.stopped])
        }
        await client.end()
      },
    })
    const scene = { measure: 'stages', case: `${readers.toLocaleString('en')} readers, queue on ${backend}` }
    const span = { from: dueAt, until: dueAt + seconds * 1000 }
    reportWorker(bench, scene, readProfile(folder, STAGES, span), (cpu?.worker ?? Number.NaN) / readers)
    reportStatements(bench, scene, statements, (cpu?.postgres ?? Number.NaN) / readers)
  }
}

const LOOK_MS = 10
const MOST_STATEMENTS = 10
const MOST_FUNCTIONS = 12
const SHORT = 70

/** Whoever is active and waits for nothing is using a processor. */
async function lookAt(client: pg.Client, statements: Map<string, number>): Promise<void> {
  const { rows } = await client.query<{ query: string }>(
    `select case when backend_type = 'client backend' then query else backend_type end as query
     from pg_stat_activity
     where pid <> pg_backend_pid() and wait_event is null
       and (state = 'active' or backend_type <> 'client backend')`,
  )
  for (const { query } of rows) {
    const text = query.replaceAll(/\s+/g, ' ').trim().slice(0, SHORT)
    statements.set(text, (statements.get(text) ?? 0) + 1)
  }
}

type Scene = { readonly measure: string; readonly case: string }

/** A profile counts the time on the clock; what the kernel counted for the process is shared out by it. */
function reportWorker({ found }: Bench, scene: Scene, { stages, functions }: Shares, workerUs: number): void {
  for (const { name, share } of stages) {
    const goal = name === 'splice' && ({ goal: 'splice' } as const)
    found({ ...scene, figure: `worker: ${name}`, value: share * workerUs, unit: 'µs', ...goal })
  }
  for (const { name, share } of functions.slice(0, MOST_FUNCTIONS)) {
    found({ ...scene, figure: `worker's function: ${name}`, value: share * workerUs, unit: 'µs' })
  }
}

function reportStatements(
  { found }: Bench,
  scene: Scene,
  statements: ReadonlyMap<string, number>,
  postgresUs: number,
): void {
  const all = [...statements.values()].reduce((sum, count) => sum + count, 0)
  const largest = [...statements].sort(([, a], [, b]) => b - a).slice(0, MOST_STATEMENTS)
  for (const [text, count] of largest) {
    found({ ...scene, figure: `postgres: ${text}`, value: (count / all) * postgresUs, unit: 'µs' })
  }
}
