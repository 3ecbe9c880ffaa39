import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process that we started, and that ends when we end it. */
export interface Running {
  readonly pid: number
  /** The end of what it printed. */
  tail(): string
  /** What is waited for, or an error with the end of its output when it dies meanwhile. */
  whileAlive<T>(waiting: Promise<T>): Promise<T>
  /** Asks it to stop and waits; insists after a while. */
  stop(): Promise<void>
}

export interface Processes {
  track(child: ChildProcess, name: string): Running
  /** Ends all that are left, at once. */
  killAll(): Promise<void>
}

const PATIENCE_MS = 45_000
const TAIL_CHARACTERS = 4_000

/** Keeps account of every process that the bench starts. */
export function keepProcesses(): Processes {
  const alive = new Map<ChildProcess, Promise<void>>()
  return {
    track(child, name) {
      const { output, ended } = watch(child)
      alive.set(child, ended)
      void ended.then(() => alive.delete(child))
      return {
        pid: child.pid!,
        tail: output,
        whileAlive: (waiting) =>
          Promise.race([
            waiting,
            ended.then(() => {
              throw new Error(`${name} ended by itself. Its last words:\n${output()}`)
            }),
          ]),
        stop: () => stop(child, ended),
      }
    },
    async killAll() {
      for (const child of alive.keys()) child.kill('SIGKILL')
      await Promise.all(alive.values())
    },
  }
}

function watch(child: ChildProcess) {
  let output = ''
  const keep = (text: unknown) => {
    output = (output + text).slice(-TAIL_CHARACTERS)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      keep(error.message)
      resolve()
    })
    child.once('exit', () => resolve())
  })
  return { output: () => output, ended }
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM')
  const late = sleep(PATIENCE_MS, 'late', { ref: false })
  if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL')
  await ended
}
