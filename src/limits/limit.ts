import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { LimitStore } from './limit-store.ts'

/** So much of something in a while, for each key. */
export interface Limit {
  /** @returns 0 when there was something left, otherwise the milliseconds until there is. */
  take(key: string): Promise<number>
  /** Begins anew. */
  giveBack(key: string): Promise<void>
}

export interface LimitOptions {
  readonly name: string
  /** 0 for as much as anybody wants; so it is when it counts for no time. */
  readonly points: number
  readonly seconds: number
  /** Told when the store does not answer. */
  readonly onTrouble: (error: Error) => void
}

export function createLimit(store: LimitStore, { name, points, seconds, onTrouble }: LimitOptions): Limit {
  if (points === 0 || seconds === 0) return { take: async () => 0, giveBack: async () => undefined }
  const limiter = store.limiter({
    keyPrefix: name,
    points,
    duration: seconds,
    insuranceLimiter: new Insurance({ points, duration: seconds }, onTrouble),
  })
  return {
    async take(key) {
      try {
        await limiter.consume(key)
        return 0
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(refusal.msBeforeNext, 1)
        throw refusal
      }
    },
    async giveBack(key) {
      await limiter.delete(key)
    },
  }
}

/** Counts in this process while the store does not answer. */
class Insurance extends RateLimiterMemory {
  readonly #onTrouble: LimitOptions['onTrouble']

  constructor(
    options: ConstructorParameters<typeof RateLimiterMemory>[0],
    onTrouble: LimitOptions['onTrouble'],
  ) {
    super(options)
    this.#onTrouble = onTrouble
  }

  override consume(
    ...args: Parameters<RateLimiterMemory['consume']>
  ): ReturnType<RateLimiterMemory['consume']> {
    this.#onTrouble(new Error('It did not answer.'))
    return super.consume(...args)
  }
}
