import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, installedBinaries, programPath } from './binaries.ts'
import { freePort } from './free-port.ts'
import { dataFolderArgument, type Identity, identityFor, reachableBinaries } from './identity.ts'
import { initialise, refuseOtherMajor } from './initialise.ts'
import { readLockFile, removeStaleLockFile } from './lock-file.ts'

export interface LaunchOptions {
  readonly password: string
  /** False for throwaway data: no fsync, so that tests are quick. */
  readonly durable?: boolean
}

const LOG_LIMIT_BYTES = 5_000_000

/**
 * Starts the server of a data folder, which is made when it is missing, and waits until it is ready.
 *
 * @throws {EmbeddedPostgresError} for what no second try would mend.
 */
export async function launch(dataFolder: string, options: LaunchOptions): Promise<void> {
  const identity = identityFor(dataFolder)
  const binaries = reachableBinaries(await installedBinaries(), identity)
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) {
    await initialise(binaries, identity, dataFolder, options.password)
  }
  refuseOtherMajor(binaries, dataFolder)
  removeStaleLockFile(dataFolder)
  await run(binaries, identity, dataFolder, options)
}

async function run(
  binaries: Binaries,
  identity: Identity,
  dataFolder: string,
  { durable = true }: LaunchOptions,
): Promise<void> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(await keptPort(join(dirname(dataFolder), 'postgres.port'))),
    unix_socket_directories: '',
    // The log must not repeat what the rows say: details and statements can hold addresses.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    max_connections: '200',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const logFile = join(dirname(dataFolder), 'postgres.log')
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) truncateSync(logFile)
  const log = openSync(logFile, 'a')
  const child = spawn(
    programPath(binaries.home, 'postgres'),
    [
      '-D',
      dataFolderArgument(identity, dataFolder),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // A session of its own: Ctrl-C in the terminal must not stop it while workers still drain.
    { cwd: dataFolder, detached: true, stdio: ['ignore', log, log], ...identity },
  )
  closeSync(log)
  child.on('error', () => undefined)
  child.unref()
  if (!(await becomesReady(child, dataFolder))) {
    throw new Error(`PostgreSQL did not start. ${logFile} ends:\n${tail(logFile)}`)
  }
}

async function becomesReady(child: ChildProcess, dataFolder: string): Promise<boolean> {
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const lock = readLockFile(dataFolder)
    if (lock?.pid === child.pid && lock.ready) return true
    await sleep(20)
  }
  return false
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

/** The port of last time while it is free, so that whoever was connected finds the server again. */
async function keptPort(file: string): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  const port = await freePort(last).catch(() => freePort())
  if (port !== last) writeFileSync(file, `${port}\n`)
  return port
}
