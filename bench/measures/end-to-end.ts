import type { Bench } from '../bench.ts'
import type { CpuUse } from '../house/cpu.ts'
import type { Backend } from '../options.ts'
import { type Loop, runLoops } from './loops.ts'
import { type SendResult, sendIssue } from './send-issue.ts'

const MEASURE = 'end to end'

/** Emails a second from the due time to the last row accepted, and what they are against an afternoon's loop. */
export async function measureEndToEnd(bench: Bench): Promise<void> {
  const loop = await runLoops(bench)
  for (const backend of bench.options.backends) {
    let smallest: SendResult | undefined
    for (const readers of bench.options.readers) {
      bench.progress.step(`end to end: ${readers.toLocaleString('en')} readers, queue on ${backend}`)
      const result = await sendIssue(bench, { backend, readers })
      report(bench, { backend, readers, result, loop })
      if (readers >= STEADY) {
        if (smallest) reportGrowth(bench, backend, smallest, result)
        smallest ??= result
      }
    }
  }
}

/** Smaller sends are over before memory and caches have settled. */
const STEADY = 10_000
const LARGE = 100_000

interface Run {
  readonly backend: Backend
  readonly readers: number
  readonly result: SendResult
  readonly loop: { readonly send: Loop; readonly batch: Loop }
}

function report({ found }: Bench, { backend, readers, result, loop }: Run): void {
  const scene = { measure: MEASURE, case: `${readers.toLocaleString('en')} readers, queue on ${backend}` }
  const { sink, preparation, cpu } = result
  const speed = readers / result.seconds
  const large = readers >= LARGE
  found({ ...scene, figure: 'speed', value: speed, unit: 'emails/s', ...(large && { goal: 'end to end' }) })
  found({ ...scene, figure: 'against emails.send one by one', value: speed / loop.send.speed, unit: 'times' })
  found({
    ...scene,
    figure: 'against batch.send in a loop',
    value: speed / loop.batch.speed,
    unit: 'times',
    ...(large && { goal: 'against batch.send' }),
  })
  found({ ...scene, figure: 'prepared ahead in', value: preparation.seconds, unit: 's' })
  if (preparation.late)
    found({ ...scene, figure: 'prepared too late: --lead was too short', value: 1, unit: '' })
  found({
    ...scene,
    figure: 'due to first request',
    value: result.dueToFirstRequest,
    unit: 's',
    ...(readers >= 1_000_000 && { goal: 'due to first request' }),
  })
  reportCpu({ found }, scene, cpu, { readers, loop })
  found({
    ...scene,
    figure: 'worker at its largest',
    value: result.workerMb,
    unit: 'MB',
    goal: 'worker memory',
  })
  found({ ...scene, figure: 'bytes a mail', value: sink.bytes / sink.mails, unit: 'B' })
  found({ ...scene, figure: 'requests', value: sink.requests, unit: '' })
  found({ ...scene, figure: 'readers mailed twice', value: sink.doubles, unit: '' })
  found({ ...scene, figure: 'readers missed', value: sink.misses, unit: '' })
}

function reportCpu(
  { found }: Pick<Bench, 'found'>,
  scene: { measure: string; case: string },
  cpu: CpuUse | undefined,
  { readers, loop }: Pick<Run, 'readers' | 'loop'>,
): void {
  if (!cpu) return
  const { machine = 0, ...processes } = cpu
  const ours = Object.values(processes).reduce((sum, used) => sum + used, 0)
  const unit = 'µs'
  found({
    ...scene,
    figure: 'processor time a recipient',
    value: ours / readers,
    unit,
    ...(readers >= LARGE && { goal: 'cpu a recipient' }),
  })
  for (const [name, used] of Object.entries(processes)) {
    found({ ...scene, figure: `  ${name}`, value: used / readers, unit })
  }
  const less = loop.batch.cpu / (ours / readers)
  found({ ...scene, figure: '  batch.send in a loop takes', value: less, unit: 'times' })
  found({ ...scene, figure: '  all else on the machine', value: (machine - ours) / readers, unit })
}

function reportGrowth({ found }: Bench, backend: Backend, small: SendResult, large: SendResult): void {
  const readers = large.sink.mails.toLocaleString('en')
  found({
    measure: MEASURE,
    case: `${readers} readers, queue on ${backend}`,
    figure: `worker's memory above that at ${small.sink.mails.toLocaleString('en')}`,
    value: (large.workerMb / small.workerMb - 1) * 100,
    unit: '%',
    goal: 'worker memory growth',
  })
}
