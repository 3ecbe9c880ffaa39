import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { freePort } from '../../db/embedded/free-port.ts'
import type { Processes, Running } from './processes.ts'

export interface RedisServer extends Running {
  readonly url: string
  readonly version: string
}

/** A Redis as the guide asks for (AOF, noeviction); nothing where no `redis-server` is installed. */
export async function startRedis(processes: Processes, folder: string): Promise<RedisServer | undefined> {
  const version = redisVersion()
  if (!version) return undefined
  const port = await freePort()
  const data = join(folder, 'redis')
  mkdirSync(data)
  const settings = [
    '--bind',
    '127.0.0.1',
    '--appendonly',
    'yes',
    '--maxmemory-policy',
    'noeviction',
    '--save',
    '',
  ]
  const server = spawn('redis-server', ['--port', String(port), '--dir', data, ...settings], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const running = processes.track(server, 'redis-server')
  const url = `redis://127.0.0.1:${port}`
  await running.whileAlive(untilItAnswers(url))
  return { ...running, url, version }
}

function redisVersion(): string | undefined {
  const { stdout, error } = spawnSync('redis-server', ['--version'], { encoding: 'utf8' })
  return error ? undefined : (/v=([\d.]+)/.exec(stdout)?.[1] ?? 'unknown')
}

async function untilItAnswers(url: string): Promise<void> {
  const redis = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null })
  redis.on('error', () => undefined)
  await redis.ping()
  redis.disconnect()
}
