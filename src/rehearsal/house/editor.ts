import { fork } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CommandCall, CommandResult } from './editor-main.ts'

/** Whoever sits at `npx verdicts`. */
export interface Editor {
  /** Runs a command. @throws {EditorRefused} when it says that it can't. */
  run(...argv: readonly string[]): Promise<readonly string[]>
  /** Leaves, so that the next command opens the database anew. */
  leave(): Promise<void>
}

/** A command of the rehearsal was refused. */
export class EditorRefused extends Error {
  override readonly name = 'EditorRefused'
}

export interface EditorOptions {
  readonly env: Readonly<Record<string, string>>
  /** Its working directory. */
  readonly folder: string
  readonly logFile: string
}

export function createEditor(options: EditorOptions): Editor {
  let seat: Seat | undefined
  return {
    async run(...argv) {
      seat ??= takeSeat(options)
      const { printed, refused } = await seat.call(argv)
      if (refused === undefined) return printed
      throw new EditorRefused(`npx verdicts ${argv.join(' ')}: ${refused}`)
    },
    async leave() {
      await seat?.leave()
      seat = undefined
    },
  }
}

interface Seat {
  call(argv: readonly string[]): Promise<CommandResult>
  leave(): Promise<void>
}

function takeSeat({ env, folder, logFile }: EditorOptions): Seat {
  const main = fileURLToPath(new URL('./editor-main.ts', import.meta.url))
  const log = openSync(logFile, 'a')
  const child = fork(main, [JSON.stringify(env)], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    // It works elsewhere, where tsx would not find how JSX is meant.
    env: { TSX_TSCONFIG_PATH: fileURLToPath(new URL('../../../tsconfig.json', import.meta.url)) },
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const waiting = new Map<number, (result: CommandResult) => void>()
  let calls = 0
  child.on('message', (result: CommandResult) => {
    waiting.get(result.number)?.(result)
    waiting.delete(result.number)
  })
  child.once('exit', () => {
    for (const [number, settle] of waiting) settle({ number, printed: [], refused: 'its process ended' })
  })
  return {
    call: (argv) =>
      new Promise((resolve) => {
        const call: CommandCall = { number: ++calls, argv }
        waiting.set(call.number, resolve)
        child.send(call)
      }),
    async leave() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
