import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Processes, Running } from './processes.ts'

/** The program that is measured: a checkout of this project, run as its npm scripts run it. */
export interface Program {
  /** Starts one of the npm scripts `web` and `worker`; resolves when it says that it is up. */
  start(script: 'web' | 'worker', env: NodeJS.ProcessEnv, nodeOptions?: readonly string[]): Promise<Running>
  /** Runs one `verdicts` command. @returns what it printed. */
  verdicts(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string>
}

const run = promisify(execFile)

/** @param folder where it runs: away from the checkout, whose `.env` is none of the bench's business. */
export function createProgram(root: string, folder: string, processes: Processes): Program {
  return {
    async start(script, env, nodeOptions = []) {
      const child = spawn(process.execPath, [...nodeOptions, ...scriptArguments(root, script)], {
        cwd: folder,
        // As npm would: a program that npm started also ends when its parent is gone.
        env: { ...base(), ...env, npm_lifecycle_event: script },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const running = processes.track(child, `npm run ${script}`)
      await running.whileAlive(saysThatItIsUp(child, running))
      return running
    },
    async verdicts(args, env) {
      const command = [join(root, 'bin', 'verdicts.mjs'), ...args]
      const { stdout } = await run(process.execPath, command, { cwd: folder, env: { ...base(), ...env } })
      return stdout
    },
  }
}

/** `exec node --flag bin/start.mjs worker` without its first two words. */
function scriptArguments(root: string, script: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const words = (scripts[script] as string).replace(/^exec node /, '').split(' ')
  return words.map((word) => (word.startsWith('bin/') ? join(root, word) : word))
}

function saysThatItIsUp(child: ChildProcess, running: Running): Promise<void> {
  return new Promise((resolve) => {
    child.stdout!.on('data', function look() {
      if (!/Ctrl-C stops/.test(running.tail())) return
      child.stdout!.off('data', look)
      resolve()
    })
  })
}

/** Nothing of whoever runs the bench reaches the program: a DATABASE_URL of theirs least of all. */
function base(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR }
}
