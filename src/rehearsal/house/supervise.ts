import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** A process of the house that is started again whenever it ends, as a supervisor on a server would. */
export interface Supervised {
  readonly name: string
  /** Kills it with no warning; it comes back by itself, on a machine whose clock is right or is not. */
  kill(machine?: { readonly clockOffsetMs: number }): void
  /** Kills it and keeps it from coming back until `up` is called. */
  holdDown(): Promise<void>
  up(): void
  /** Ends it for good, with time to finish what is under way. */
  stop(): Promise<void>
}

export interface SuperviseOptions {
  readonly name: string
  /** What stands behind `bin/start.mjs`: the role. */
  readonly role: string
  readonly env: Readonly<Record<string, string>>
  /** Its working directory: an empty one, so that no `.env` is read. */
  readonly folder: string
  readonly logFile: string
}

const PROGRAM = fileURLToPath(new URL('../../../bin/start.mjs', import.meta.url))
const WRONG_CLOCK = new URL('./wrong-clock.mjs', import.meta.url)
const BACK_AFTER_MS = 300
const STOP_LIMIT_MS = 10_000

export function supervise({ name, role, env, folder, logFile }: SuperviseOptions): Supervised {
  let wanted = true
  let child: ChildProcess
  let gone: Promise<void>
  let starts = 0
  let clock: Record<string, string> = {}
  start()
  return {
    name,
    kill({ clockOffsetMs } = { clockOffsetMs: 0 }) {
      clock = clockOffsetMs === 0 ? {} : { NODE_OPTIONS: `--import=${WRONG_CLOCK}?ms=${clockOffsetMs}` }
      child.kill('SIGKILL')
    },
    async holdDown() {
      wanted = false
      child.kill('SIGKILL')
      await gone
    },
    up() {
      wanted = true
      start()
    },
    async stop() {
      wanted = false
      child.kill('SIGTERM')
      await Promise.race([gone, sleep(STOP_LIMIT_MS, undefined, { ref: false })])
      child.kill('SIGKILL')
      await gone
    },
  }

  function start(): void {
    const log = openSync(logFile, 'a')
    // A process group of its own: Ctrl-C is for the rehearsal, which stops its house in order.
    child = spawn(process.execPath, [PROGRAM, role], {
      cwd: folder,
      env: { ...env, ...clock },
      stdio: ['ignore', log, log],
      detached: true,
    })
    closeSync(log)
    gone = new Promise((resolve) => child.once('close', () => resolve()))
    const mine = ++starts
    void gone.then(() => sleep(BACK_AFTER_MS)).then(() => wanted && mine === starts && start())
  }
}
