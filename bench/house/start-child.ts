import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ChildMessage } from '../child.ts'
import type { Processes, Running } from './processes.ts'

/** A process of the bench's own that talks to us. */
export interface Child extends Running {
  /** The next message of a kind, or the one that came already. */
  heard(kind: string): Promise<ChildMessage>
  /** The newest message of a kind, if any came. */
  newest(kind: string): ChildMessage | undefined
  ask<T>(question: string): Promise<T>
}

/** Starts one of the bench's programs, such as `sink/main.ts`, with its options as JSON. */
export function startChild(processes: Processes, program: string, options: unknown): Child {
  const file = fileURLToPath(new URL(`../${program}`, import.meta.url))
  const child = fork(file, [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const running = processes.track(child, program)
  const newest = new Map<string, ChildMessage>()
  const waiting = new Map<string, ((message: ChildMessage) => void)[]>()
  child.on('message', (message: ChildMessage) => {
    newest.set(message.kind, message)
    for (const resolve of waiting.get(message.kind) ?? []) resolve(message)
    waiting.delete(message.kind)
  })
  const heard = (kind: string) =>
    running.whileAlive(
      new Promise<ChildMessage>((resolve) => {
        const message = newest.get(kind)
        if (message) resolve(message)
        else waiting.set(kind, [...(waiting.get(kind) ?? []), resolve])
      }),
    )
  return {
    ...running,
    heard,
    newest: (kind) => newest.get(kind),
    async ask<T>(question: string): Promise<T> {
      newest.delete(question)
      const answer = heard(question)
      child.send({ ask: question })
      return (await answer).answer as T
    },
  }
}
