import type { LoopKind, LoopOptions, LoopResult } from '../afternoon/loop.ts'
import type { Bench } from '../bench.ts'
import { watchCpu } from '../house/cpu.ts'
import { COMPARISON, openInstallation } from '../house/installation.ts'
import { startChild } from '../house/start-child.ts'
import { openSink } from './open-sink.ts'

/** What a loop came to. */
export interface Loop {
  /** Emails a second. */
  readonly speed: number
  /** Microseconds of processor time a mail, its sink's too. */
  readonly cpu: number
}

/** The loops that one would write in an afternoon, into the same sink. */
export async function runLoops(bench: Bench): Promise<{ readonly send: Loop; readonly batch: Loop }> {
  const { loopMails: mails } = bench.options
  bench.progress.step(`an afternoon's loops: ${mails.toLocaleString('en')} readers`)
  const installation = await openInstallation(bench, { backend: 'postgres', readers: mails })
  try {
    const { databaseUrl } = installation
    const send = await runLoop(bench, { kind: 'emails.send', databaseUrl, mails, comparison: COMPARISON })
    const batch = await runLoop(bench, { kind: 'batch.send', databaseUrl, mails, comparison: COMPARISON })
    return { send, batch }
  } finally {
    await installation.close()
  }
}

const NAMES: Record<LoopKind, string> = {
  'emails.send': 'emails.send one by one',
  'batch.send': 'batch.send, 100 at a time',
}

async function runLoop(bench: Bench, options: Omit<LoopOptions, 'sinkUrl'>): Promise<Loop> {
  const sink = await openSink(bench, { readers: options.mails })
  const { url: sinkUrl } = sink
  const child = startChild(bench.house.processes, 'afternoon/main.ts', { ...options, sinkUrl })
  const watch = watchCpu({ sink })
  const done = await Promise.race([child.heard('done'), bench.stopped])
  const sinkUs = watch?.read().used.sink ?? Number.NaN
  const { seconds, mails, cpuUs } = done as unknown as LoopResult
  const report = await sink.report()
  await Promise.all([child.stop(), sink.stop()])
  if (report.misses > 0) throw new Error(`The loop with ${options.kind} missed ${report.misses} readers.`)
  const speed = mails / seconds
  const scene = { measure: "an afternoon's loop", case: NAMES[options.kind] }
  bench.found({ ...scene, figure: 'speed', value: speed, unit: 'emails/s' })
  const cpu = (cpuUs + sinkUs) / mails
  bench.found({ ...scene, figure: 'processor time a mail', value: cpu, unit: 'µs' })
  bench.found({ ...scene, figure: 'bytes a mail', value: report.bytes / report.mails, unit: 'B' })
  return { speed, cpu }
}
