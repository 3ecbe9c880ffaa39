import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connect } from '../../db/connect.ts'
import { joinEmbeddedPostgres } from '../../db/embedded/join.ts'
import { readLockFile } from '../../db/embedded/lock-file.ts'
import { migrate } from '../../db/migrate.ts'
import { findChromium } from './chromium.ts'
import { QUICK } from './quick.ts'
import { startRedis } from './redis.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server that this run of the tests started; its database `template` is migrated. */
    postgresUrl: string
    /** Empty where there is no Redis: the tests that need it are left out. */
    redisUrl: string
    /** Empty where there is no Chromium: the tests in a browser are left out. */
    chromium: string
  }
}

export default async function setUp(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), 'verdicts-test-'))
  const postgres = await joinEmbeddedPostgres({ dataDir, password: 'test', durable: false })
  await makeTemplate(postgres.url('postgres'), postgres.url('template'))
  project.provide('postgresUrl', postgres.url('postgres'))
  const redis = await startRedis()
  project.provide('redisUrl', redis?.url ?? '')
  if (!redis)
    console.warn('No Redis here (REDIS_URL, or redis-server on the PATH): the tests on Redis are left out.')
  const chromium = findChromium()
  project.provide('chromium', chromium ?? '')
  if (!chromium)
    console.warn('No Chromium here (CHROMIUM_PATH, or on the PATH): the tests in a browser are left out.')
  if (QUICK)
    console.warn(
      'QUICK_TESTS: pages on a desktop, further looks at one page, the timing of answers, and planted bugs in rehearsals are left out.',
    )
  return async () => {
    await redis?.stop()
    // It holds nothing that is to be written out, which would take half a minute.
    process.kill(readLockFile(join(dataDir, 'postgres'))!.pid, 'SIGQUIT')
    await postgres.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function makeTemplate(maintenance: string, template: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenance })
  await client.connect()
  await client.query('create database template')
  await client.end()
  const db = connect({ url: template })
  await migrate(db)
  await db.destroy()
}
