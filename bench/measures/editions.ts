import type { Bench } from '../bench.ts'
import { type Installation, openInstallation } from '../house/installation.ts'
import type { Running } from '../house/processes.ts'
import { seePrepared } from './see-prepared.ts'

/** Within the time that issues are prepared ahead, and so far off that none becomes due. */
const AHEAD_SECONDS = 280
const MILLION = 1_000_000
const ROUNDS = 3
const EDITIONS = 32

interface Scene {
  readonly editions: number
  readonly installation: Installation
}

/**
 * What it costs to prepare an issue whose readers chose 32 different things: beside it, turn by turn, the same
 * issue for as many readers who all chose the same.
 */
export async function measureEditions(bench: Bench): Promise<void> {
  const backend = bench.options.backends[0]!
  const readers = bench.options.prepareReaders.at(-1)!
  bench.progress.step(`editions: ${readers.toLocaleString('en')} readers`)
  bench.progress.now('filling two databases')
  const scenes: Scene[] = []
  try {
    for (const editions of [1, EDITIONS]) {
      scenes.push({ editions, installation: await openInstallation(bench, { backend, readers, editions }) })
    }
    const seconds: number[][] = scenes.map(() => [])
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, scene] of scenes.entries()) {
        seconds[index]!.push(await prepareOnce(bench, scene, readers))
      }
    }
    const [one, many] = seconds.map((times) => Math.min(...times)) as [number, number]
    const scene = { measure: 'editions', case: `${readers.toLocaleString('en')} readers` }
    bench.found({ ...scene, figure: 'prepared for one edition', value: one, unit: 's' })
    bench.found({ ...scene, figure: `prepared for ${EDITIONS}`, value: many, unit: 's' })
    const goal = readers >= MILLION && ({ goal: 'prepare 32 editions' } as const)
    bench.found({ ...scene, figure: 'ratio', value: many / one, unit: '×', ...goal })
  } finally {
    for (const { installation } of scenes) await installation.close()
  }
}

async function prepareOnce(
  bench: Bench,
  { installation, editions }: Scene,
  readers: number,
): Promise<number> {
  const worker: Running = await installation.startWorker({})
  const due = await installation.schedule(AHEAD_SECONDS)
  const { seconds } = await seePrepared(bench, { installation, worker, readers, dueAt: due.getTime() })
  const got = await installation.client.query(
    'select count(distinct edition_number)::int as count from delivery',
  )
  if (got.rows[0].count !== editions)
    throw new Error(`Readers get ${got.rows[0].count} editions, not ${editions}.`)
  await worker.stop()
  await installation.unschedule()
  return seconds
}
