import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { freePort } from '../../db/embedded/free-port.ts'

/** A Redis for the tests: the one of REDIS_URL, or one of our own where `redis-server` is installed. */
export async function startRedis(): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => undefined }
  if (spawnSync('redis-server', ['--version']).error) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'verdicts-redis-'))
  const port = await freePort()
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
    {
      stdio: 'ignore',
    },
  )
  const url = `redis://127.0.0.1:${port}`
  await untilItAnswers(url)
  return {
    url,
    stop: async () => {
      await ended(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null }).on(
      'error',
      () => undefined,
    )
    const answers = await redis.connect().then(
      () => true,
      () => false,
    )
    redis.disconnect()
    if (answers) return
    await sleep(50)
  }
  throw new Error('redis-server was started and does not answer.')
}

async function ended(server: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill()
  await gone
}
