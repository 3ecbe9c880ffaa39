import type { EventEmitter } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { EmbeddedPostgresError } from './binaries.ts'
import { type LaunchOptions, launch } from './launch.ts'
import { type LockFile, readLockFile } from './lock-file.ts'

export interface EmbeddedPostgresOptions extends LaunchOptions {
  /** Holds the folder `postgres`, and beside it the server's log and port. */
  readonly dataDir: string
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

/**
 * Joins the server that runs on a data folder, or starts it: after a crash as after a clean stop, beside
 * other processes that do the same. The server outlives a killed process; the next one joins it. When the
 * server itself dies, it is started again, on the same port, and pools find it there.
 *
 * @throws {EmbeddedPostgresError} saying what to do, when it can't start.
 */
export async function joinEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  let member = await joinOrStart(options)
  let closing = false
  let revival: Promise<void> | undefined
  watch()
  return {
    url: member.url,
    close: async () => {
      closing = true
      await revival
      await member.leave()
    },
  }

  function watch(): void {
    member.connection.once('end', () => {
      revival = revive()
    })
  }

  async function revive(): Promise<void> {
    while (!closing) {
      try {
        member = await joinOrStart(options)
        return watch()
      } catch {
        await sleep(1_000)
      }
    }
  }
}

interface Member {
  /** Holds the share of the lock; ends when the server does. */
  readonly connection: EventEmitter
  url(database?: string): string
  leave(): Promise<void>
}

async function joinOrStart(options: EmbeddedPostgresOptions): Promise<Member> {
  const dataFolder = resolve(options.dataDir, 'postgres')
  const deadline = Date.now() + START_TIMEOUT_MS
  for (let started = false; ; ) {
    try {
      const joined = await joinRunning(dataFolder, options.password)
      if (joined) return joined
      await launch(dataFolder, options)
      started = true
    } catch (error) {
      if (Date.now() < deadline && !(error instanceof EmbeddedPostgresError)) {
        await sleep(500)
        continue
      }
      if (started) await stop(dataFolder)
      throw error
    }
  }
}

async function joinRunning(dataFolder: string, password: string): Promise<Member | undefined> {
  const lock = readLockFile(dataFolder)
  if (!lock?.port) return undefined
  const url = (database = 'verdicts') => urlOf(lock, password, database)
  const connection = new pg.Client({ connectionString: url('postgres'), keepAlive: true })
  connection.on('error', () => undefined)
  try {
    await connection.connect()
    await connection.query('select pg_advisory_lock_shared($1)', [SHARE_LOCK])
    await ensureDatabase(connection)
  } catch (error) {
    await connection.end().catch(() => undefined)
    refuseWrongPassword(error, dataFolder)
    return undefined
  }
  return { connection, url, leave: () => leave(connection, dataFolder) }
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

async function leave(connection: pg.Client, dataFolder: string): Promise<void> {
  try {
    await connection.query('select pg_advisory_unlock_shared($1)', [SHARE_LOCK])
    const { rows } = await connection.query('select pg_try_advisory_lock($1) as last', [SHARE_LOCK])
    if (rows[0].last) await stop(dataFolder)
  } catch {
    // The server died before us: there is nothing to leave.
  } finally {
    await connection.end().catch(() => undefined)
  }
}

async function stop(dataFolder: string): Promise<void> {
  const pid = readLockFile(dataFolder)?.pid
  if (!pid) return
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + STOP_TIMEOUT_MS
  while (readLockFile(dataFolder)?.pid === pid && Date.now() < deadline) await sleep(20)
}
