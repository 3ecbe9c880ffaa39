import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { launch } from '../../../db/embedded/launch.ts'
import { readLockFile } from '../../../db/embedded/lock-file.ts'

/** A PostgreSQL server of the rehearsal's own, to be stopped, killed and started again. */
export interface RehearsalPostgres {
  url(database: string): string
  /** Ends the server with a signal (`SIGINT` asks, `SIGQUIT` insists, `SIGKILL` kills) and starts it again. */
  restart(signal: NodeJS.Signals): Promise<void>
  stop(): Promise<void>
}

const PASSWORD = 'rehearsal'
const START_LIMIT_MS = 60_000

/** Starts a server on a new folder; it writes as durably as a real one, since its death is rehearsed. */
export async function startPostgres(folder: string): Promise<RehearsalPostgres> {
  mkdirSync(folder, { recursive: true })
  const dataFolder = join(folder, 'postgres')
  const options = { password: PASSWORD, durable: true }
  await launch(dataFolder, options)
  const { port } = readLockFile(dataFolder)!
  return {
    url: (database) => `postgres://verdicts:${PASSWORD}@127.0.0.1:${port}/${database}`,
    async restart(signal) {
      await end(dataFolder, signal)
      await launchAgain()
    },
    stop: () => end(dataFolder, 'SIGINT'),
  }

  /** After a kill the old server's children take a moment to notice, and hold the data until then. */
  async function launchAgain(): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS
    for (;;) {
      try {
        return await launch(dataFolder, options)
      } catch (error) {
        if (Date.now() > deadline) throw error
        await sleep(200)
      }
    }
  }
}

async function end(dataFolder: string, signal: NodeJS.Signals): Promise<void> {
  const pid = readLockFile(dataFolder)?.pid
  if (!pid || !isAlive(pid)) return
  process.kill(pid, signal)
  while (isAlive(pid)) await sleep(20)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
