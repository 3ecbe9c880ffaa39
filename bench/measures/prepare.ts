import type { Bench } from '../bench.ts'
import { openInstallation } from '../house/installation.ts'
import { seePrepared } from './see-prepared.ts'

/** Within the time that issues are prepared ahead, and so far off that none becomes due. */
const AHEAD_SECONDS = 280
const MILLION = 1_000_000

/** Seconds and memory that it takes to freeze an audience. */
export async function measurePrepare(bench: Bench): Promise<void> {
  const backend = bench.options.backends[0]!
  for (const readers of bench.options.prepareReaders) {
    bench.progress.step(`prepare: ${readers.toLocaleString('en')} readers`)
    bench.progress.now('filling the database')
    const installation = await openInstallation(bench, { backend, readers })
    try {
      const worker = await installation.startWorker({})
      const due = await installation.schedule(AHEAD_SECONDS)
      const result = await seePrepared(bench, { installation, worker, readers, dueAt: due.getTime() })
      const scene = { measure: 'prepare', case: `${readers.toLocaleString('en')} readers` }
      const goal = readers >= MILLION && ({ goal: 'prepare a million' } as const)
      bench.found({ ...scene, figure: 'time', value: result.seconds, unit: 's', ...goal })
      bench.found({ ...scene, figure: 'worker at its largest', value: result.workerMb, unit: 'MB' })
      bench.found({ ...scene, figure: 'PostgreSQL, unshared', value: result.postgresMb, unit: 'MB' })
      for (const name of ['worker', 'postgres']) {
        const used = (result.cpu[name] ?? Number.NaN) / readers
        bench.found({ ...scene, figure: `processor time a recipient: ${name}`, value: used, unit: 'µs' })
      }
    } finally {
      await installation.close()
    }
  }
}
