import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { EmbeddedPostgresError } from '../../../db/embedded/binaries.ts'
import { joinEmbeddedPostgres } from '../../../db/embedded/join.ts'
import { readLockFile } from '../../../db/embedded/lock-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'verdicts embedded '))
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const joinIn = (dataDir: string, durable = false) =>
  joinEmbeddedPostgres({ dataDir, password: 'a/b:c@d', durable })
const runs = (dataDir: string) => readLockFile(join(dataDir, 'postgres')) !== undefined

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('the first to come starts it, others join, and the last to leave stops it', async () => {
  const dataDir = join(folder, 'shared')
  const all = await Promise.all([joinIn(dataDir), joinIn(dataDir), joinIn(dataDir)])
  expect(new Set(all.map((share) => share.url())).size).toBe(1)
  await query(all[0]!.url(), 'create table kept (n int)')
  await all[0]!.close()
  await all[1]!.close()
  await query(all[2]!.url(), 'insert into kept values (1)')
  await all[2]!.close()
  expect(runs(dataDir)).toBe(false)

  const again = await joinIn(dataDir)
  expect(await query(again.url(), 'select n from kept')).toEqual([{ n: 1 }])
  await again.close()
})

test('a server killed with its processes starts again, its data whole', async () => {
  const dataDir = join(folder, 'killed')
  const first = await joinIn(dataDir, true)
  await query(first.url(), 'create table kept (n int)')
  process.kill(readLockFile(join(dataDir, 'postgres'))!.pid, 'SIGKILL')
  await sleep(300)

  const second = await joinIn(dataDir)
  expect(await query(second.url(), 'select n from kept')).toEqual([])
  await second.close()
})

test('a server that dies under a process is started again where its pools find it', async () => {
  const dataDir = join(folder, 'revived')
  const share = await joinIn(dataDir, true)
  const url = share.url()
  await query(url, 'create table kept (n int)')
  process.kill(readLockFile(join(dataDir, 'postgres'))!.pid, 'SIGKILL')
  await expect
    .poll(() => query(url, 'select n from kept').catch(() => 'away'), { timeout: 15_000 })
    .toEqual([])
  await share.close()
  expect(runs(dataDir)).toBe(false)
})

test('a lock file left by a crash does not stop the start when its number is another program’s', async () => {
  const dataDir = join(folder, 'stale')
  await (await joinIn(dataDir)).close()
  const other = spawn('sleep', ['60'])
  const lock = [other.pid, join(dataDir, 'postgres'), 0, 65_000, '', '127.0.0.1', '', 'ready   ', '']
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), lock.join('\n'))
  const share = await joinIn(dataDir)
  await share.close()
  other.kill()
})

test('data of another major version is refused with the remedy', async () => {
  const dataDir = join(folder, 'old')
  await (await joinIn(dataDir)).close()
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '16\n')
  await expect(joinIn(dataDir)).rejects.toThrow(/made by PostgreSQL 16.*pg_dump/)
})

test('a lost secrets.json is named as the cause', async () => {
  const dataDir = join(folder, 'secret')
  const share = await joinIn(dataDir)
  const other = joinEmbeddedPostgres({ dataDir, password: 'another', durable: false })
  await expect(other).rejects.toThrow(EmbeddedPostgresError)
  await expect(other).rejects.toThrow('secrets.json')
  await share.close()
  await expect(joinEmbeddedPostgres({ dataDir, password: 'another' })).rejects.toThrow('secrets.json')
  expect(runs(dataDir)).toBe(false)
})

test('it runs in a folder that only its owner may enter', async () => {
  const closed = join(folder, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const share = await joinIn(join(closed, 'data'))
  expect(await query(share.url(), `select lower('Ä') as letter`)).toEqual([{ letter: 'ä' }])
  await share.close()
  expect(readFileSync(join(closed, 'data', 'postgres', 'PG_VERSION'), 'utf8')).toMatch(/^\d+\n$/)
})

test('its log repeats no value of a row', async () => {
  const dataDir = join(folder, 'log')
  const share = await joinIn(dataDir)
  await query(
    share.url(),
    `create table person (address text unique); insert into person values ('ada@lovelace.org')`,
  )
  await expect(query(share.url(), `insert into person values ('ada@lovelace.org')`)).rejects.toThrow(
    'duplicate key',
  )
  await share.close()
  const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
  expect(log).toContain('duplicate key')
  expect(log).not.toContain('lovelace')
})
