import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, EmbeddedPostgresError, installedBinaries, programPath } from './binaries.ts'
import { freePort } from './free-port.ts'
import { dataFolderArgument, type Identity, identityFor, reachableBinaries } from './identity.ts'
import { initialise, refuseOtherMajor } from './initialise.ts'
import { type LockFile, readLockFile, removeStaleLockFile } from './lock-file.ts'

export interface EmbeddedPostgresOptions {
  /** Holds the folder `postgres` and the file `postgres.log`. */
  readonly dataDir: string
  readonly password: string
  /** False for throwaway data: no fsync, so that tests are quick. */
  readonly durable?: boolean
}

/** A share in the PostgreSQL server of a data folder. */
export interface EmbeddedPostgres {
  /** The connection string of a database on it, `verdicts` unless named; made when it is missing. */
  url(database?: string): string
  /** Gives the share back. The last one to leave stops the server. */
  close(): Promise<void>
}

/** The session lock that every process on the server shares, so that the last one knows it is. */
const SHARE_LOCK = 817_208_117
const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 60_000
const LOG_LIMIT_BYTES = 5_000_000

/**
 * Joins the server that runs on a data folder, or starts it: after a crash as after a clean stop, beside
 * other processes that do the same. The server outlives a killed process; the next one joins it.
 *
 * @throws {EmbeddedPostgresError} saying what to do, when it can't start.
 */
export async function joinEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataFolder = resolve(options.dataDir, 'postgres')
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const joined = await joinRunning(dataFolder, options.password)
    if (joined) return joined
    try {
      await start(dataFolder, options)
    } catch (error) {
      if (Date.now() > deadline || error instanceof EmbeddedPostgresError) throw error
      await sleep(500)
    }
  }
}

async function joinRunning(dataFolder: string, password: string): Promise<EmbeddedPostgres | undefined> {
  const lock = readLockFile(dataFolder)
  if (!lock?.port) return undefined
  const share = new pg.Client({ connectionString: urlOf(lock, password, 'postgres') })
  share.on('error', () => undefined)
  try {
    await share.connect()
    await share.query('select pg_advisory_lock_shared($1)', [SHARE_LOCK])
    await ensureDatabase(share)
  } catch (error) {
    await share.end().catch(() => undefined)
    refuseWrongPassword(error, dataFolder)
    return undefined
  }
  return {
    url: (database = 'verdicts') => urlOf(lock, password, database),
    close: () => leave(share, lock, dataFolder),
  }
}

function urlOf({ port }: LockFile, password: string, database: string): string {
  return `postgres://verdicts:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`select from pg_database where datname = 'verdicts'`)
  if (rowCount) return
  await client.query('create database verdicts').catch((error) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error
  })
}

function refuseWrongPassword(error: unknown, dataFolder: string): void {
  if ((error as { code?: string }).code !== '28P01') return
  throw new EmbeddedPostgresError(
    `The password in secrets.json does not open ${dataFolder}. ` +
      'Put back the secrets.json that lay beside it, or move the folder away to start afresh.',
    { cause: error },
  )
}

async function leave(share: pg.Client, lock: LockFile, dataFolder: string): Promise<void> {
  try {
    await share.query('select pg_advisory_unlock_shared($1)', [SHARE_LOCK])
    const { rows } = await share.query('select pg_try_advisory_lock($1) as last', [SHARE_LOCK])
    if (rows[0].last) await stop(lock, dataFolder)
  } finally {
    await share.end().catch(() => undefined)
  }
}

async function stop({ pid }: LockFile, dataFolder: string): Promise<void> {
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + STOP_TIMEOUT_MS
  while (readLockFile(dataFolder)?.pid === pid && Date.now() < deadline) await sleep(20)
}

async function start(dataFolder: string, options: EmbeddedPostgresOptions): Promise<void> {
  const identity = identityFor(dataFolder)
  const binaries = reachableBinaries(await installedBinaries(), identity)
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) {
    await initialise(binaries, identity, dataFolder, options.password)
  }
  refuseOtherMajor(binaries, dataFolder)
  removeStaleLockFile(dataFolder)
  await launch(binaries, identity, dataFolder, options)
}

async function launch(
  binaries: Binaries,
  identity: Identity,
  dataFolder: string,
  { durable = true }: EmbeddedPostgresOptions,
): Promise<void> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(await freePort()),
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
