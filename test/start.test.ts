import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../db/embedded/free-port.ts'
import { readLockFile } from '../db/embedded/lock-file.ts'
import { type Run, runProgram } from './support/run-program.ts'

/** Whole starts of the program, as `npm start` makes them. */
const program = 'start.mjs'
const commands = 'verdicts.mjs'
const folder = mkdtempSync(join(tmpdir(), 'verdicts start '))
const running = new Set<ChildProcess>()
let port: number

beforeAll(async () => {
  port = await freePort()
})

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  const postgres = readLockFile(join(folder, 'postgres'))
  if (postgres) process.kill(postgres.pid, 'SIGQUIT')
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

function run(file: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Run {
  const started = runProgram(file, args, {
    cwd: folder,
    env: { PORT: String(port), DATA_DIR: folder, ...env },
  })
  running.add(started.child)
  void started.ended.then(() => running.delete(started.child))
  return started
}

async function started(): Promise<Run> {
  const start = run(program)
  await expect.poll(start.output, { timeout: 30_000 }).toContain('is ready')
  return start
}

async function show(issue: number): Promise<unknown> {
  const shown = run(commands, ['issue', 'show', String(issue), '--json'])
  await shown.ended
  return JSON.parse(shown.output())
}

async function mailsInMailbox(): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/mailbox/api/emails?limit=100`)
  return ((await answer.json()) as { data: unknown[] }).data.length
}

test('the first start sends the sample issue, and later ones keep it and send nothing again', async () => {
  const first = await started()
  expect(first.output()).toContain(`http://localhost:${port}/mailbox`)
  await expect.poll(mailsInMailbox, { timeout: 30_000 }).toBe(12)
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(first.output()).toContain('Stopped.')
  expect(readLockFile(join(folder, 'postgres'))).toBeUndefined()

  const second = await started()
  await expect
    .poll(() => show(1), { timeout: 20_000 })
    .toMatchObject({ status: 'sent', account: { audience: 12, accepted: 12 } })
  expect(await mailsInMailbox()).toBe(12)
  second.child.kill('SIGKILL')
  await second.ended

  // What a crash left behind stops nothing.
  const third = await started()
  expect(await mailsInMailbox()).toBe(12)
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
}, 120_000)

test('a port in use is named, with how to choose another', async () => {
  const other = createServer().listen(port, '127.0.0.1')
  const start = run(program)
  expect(await start.ended).toBe(1)
  expect(start.output().trim()).toBe(
    `Port ${port} is in use, perhaps by another Weekly Verdicts. Choose another with PORT, like: PORT=${port + 1} npm start`,
  )
  await new Promise((resolve) => other.close(resolve))
})

test('production without its settings says all that is missing in one message', async () => {
  const start = run(program, [], { NODE_ENV: 'production' })
  expect(await start.ended).toBe(1)
  for (const name of [
    'DATABASE_URL',
    'RESEND_API_KEY',
    'SECRET_KEY',
    'SITE_URL',
    'MAIL_FROM',
    'POSTAL_ADDRESS',
  ]) {
    expect(start.output()).toContain(`- ${name} is not set. Set it to `)
  }
})
