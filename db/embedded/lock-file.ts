import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What PostgreSQL writes into `postmaster.pid` while it runs. */
export interface LockFile {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

/** The server that runs on a data folder, as its lock file tells; after a crash the file may be stale. */
export function readLockFile(dataFolder: string): LockFile | undefined {
  const file = lockFilePath(dataFolder)
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/**
 * Removes a lock file that a crash left behind once its process number belongs to another program:
 * PostgreSQL itself would take that program for a running server and refuse to start.
 */
export function removeStaleLockFile(dataFolder: string): void {
  const lock = readLockFile(dataFolder)
  if (lock && isAlive(lock.pid) && !programName(lock.pid).includes('postgres')) {
    rmSync(lockFilePath(dataFolder), { force: true })
  }
}

function lockFilePath(dataFolder: string): string {
  return join(dataFolder, 'postmaster.pid')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function programName(pid: number): string {
  try {
    if (existsSync(`/proc/${pid}/comm`)) return readFileSync(`/proc/${pid}/comm`, 'utf8')
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return 'postgres'
  }
}
