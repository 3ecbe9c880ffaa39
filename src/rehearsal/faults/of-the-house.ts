import { Redis } from 'ioredis'
import type { Stage } from '../stage.ts'
import type { Fault } from './fault.ts'

export const workerKilled: Fault = {
  what: 'a worker killed with SIGKILL',
  async strike({ house, dice, note }) {
    const worker = dice.pick(house.workers)
    worker.kill()
    note(worker.name)
  },
}

export const workersKilled: Fault = {
  what: 'web and all workers killed with SIGKILL at once',
  async strike({ house }) {
    for (const one of [house.web, ...house.workers]) one.kill()
  },
}

const HOUR_MS = 3_600_000

export const clockWrong: Fault = {
  what: "a worker whose machine's clock is an hour wrong",
  async strike({ house, dice, note }) {
    const worker = dice.pick(house.workers)
    const offsetMs = dice.pick([-HOUR_MS, HOUR_MS])
    worker.kill({ clockOffsetMs: offsetMs })
    note(`${worker.name}, ${offsetMs > 0 ? 'ahead' : 'behind'}`)
  },
}

export const postgresRestarted: Fault = {
  what: 'PostgreSQL stopped, or killed, and started again',
  async strike({ house, dice, note }) {
    const signal = dice.pick(['SIGINT', 'SIGQUIT', 'SIGKILL'] as const)
    await house.postgres.restart(signal)
    note(signal)
  },
}

export const queueFlushed: Fault = {
  what: 'everything in the queue deleted',
  async strike(stage) {
    await (stage.house.redisUrl ? flushRedis(stage.house.redisUrl) : emptyTables(stage))
  },
}

async function flushRedis(url: string): Promise<void> {
  const redis = new Redis(url)
  await redis.flushall()
  redis.disconnect()
}

/** BullMQ's tables, but for those that say which version they are. */
async function emptyTables({ house: { ledger } }: Stage): Promise<void> {
  const tables = await ledger.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'bullmq' and tablename not in ('migration', 'meta')`,
  )
  for (const { name } of tables) await ledger.query(`delete from ${name}`)
}
