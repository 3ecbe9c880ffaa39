import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { LimitStore } from './limit-store.ts'

/** A sign-up does not wait longer for it than this. */
const ANSWER_LIMIT_MS = 500

/** Counts in Redis, which forgets by itself. @param prefix keeps installations that share one Redis apart. */
export async function openRedisStore(
  url: string,
  prefix: string,
  onError: (error: Error) => void,
): Promise<LimitStore> {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_LIMIT_MS,
  })
  redis.on('error', onError)
  // Where it is not there yet, it is tried again and again.
  await Promise.race([redis.connect().catch(() => undefined), sleep(ANSWER_LIMIT_MS)])
  return {
    limiter: (options) =>
      new RateLimiterRedis({
        ...options,
        keyPrefix: `${prefix}-${options.keyPrefix}`,
        storeClient: redis,
        rejectIfRedisNotReady: true,
      }),
    async close() {
      redis.disconnect()
    },
  }
}
