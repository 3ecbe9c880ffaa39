import type { Bench } from '../bench.ts'
import { type Child, startChild } from '../house/start-child.ts'
import type { SinkOptions, SinkReport } from '../sink/sink.ts'

/** A sink in a process of its own. */
export interface OpenSink extends Child {
  readonly url: string
  /** How many readers were mailed, as of a moment ago. */
  counted(): number
  /** Resolves when every reader was mailed. */
  complete(): Promise<unknown>
  report(): Promise<SinkReport>
}

export async function openSink({ house }: Bench, options: SinkOptions): Promise<OpenSink> {
  const child = startChild(house.processes, 'sink/main.ts', options)
  const { port } = await child.heard('ready')
  return {
    ...child,
    url: `http://127.0.0.1:${port}`,
    counted: () => Number(child.newest('progress')?.counted ?? 0),
    complete: () => child.heard('complete'),
    report: () => child.ask<SinkReport>('report'),
  }
}
