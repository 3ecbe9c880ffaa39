import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { joinEmbeddedPostgres } from '../../db/embedded/join.ts'
import { readLockFile } from '../../db/embedded/lock-file.ts'
import { keepProcesses, type Processes } from './processes.ts'
import { type RedisServer, startRedis } from './redis.ts'

/** Where the bench lives: a throwaway folder with a PostgreSQL, and a Redis where one can be had. */
export interface House {
  readonly folder: string
  readonly processes: Processes
  readonly postmaster: number
  readonly redis: RedisServer | undefined
  /** Makes an empty database. @returns its connection string. */
  createDatabase(name: string): Promise<string>
  dropDatabase(name: string): Promise<void>
  postgresVersion(): Promise<string>
  /** Leaves nothing behind, whatever is still under way. */
  close(): Promise<void>
}

/** PostgreSQL as the program itself starts it: durable, with its own settings. */
export async function openHouse({ withRedis }: { withRedis: boolean }): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'verdicts-bench-'))
  const processes = keepProcesses()
  const postgres = await joinEmbeddedPostgres({ dataDir: folder, password: 'bench' })
  const close = async () => {
    await processes.killAll()
    await postgres.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const redis = withRedis ? await openRedis(processes, folder, close) : undefined
  const maintain = async (statement: string) => {
    const client = new pg.Client({ connectionString: postgres.url('postgres') })
    await client.connect()
    try {
      return (await client.query(statement)).rows
    } finally {
      await client.end()
    }
  }
  return {
    folder,
    processes,
    redis,
    get postmaster() {
      return readLockFile(join(folder, 'postgres'))!.pid
    },
    async createDatabase(name) {
      await maintain(`create database ${name}`)
      return postgres.url(name)
    },
    async dropDatabase(name) {
      await maintain(`drop database ${name} with (force)`)
    },
    postgresVersion: async () => (await maintain('show server_version'))[0].server_version as string,
    close,
  }
}

async function openRedis(
  processes: Processes,
  folder: string,
  close: () => Promise<void>,
): Promise<RedisServer | undefined> {
  try {
    return await startRedis(processes, folder)
  } catch (error) {
    await close()
    throw error
  }
}
