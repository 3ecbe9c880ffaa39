import { type IRateLimiterOptions, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from '../../db/connect.ts'
import { countHits, deleteExpiredHits, forgetHits, type Hit } from '../../db/queries/rate-limit.ts'
import { gather } from '../gather.ts'
import type { LimitStore } from './limit-store.ts'

const GATHER = { waitMs: 0, most: 500, rounds: 1 } as const
const CLEAR_EVERY_MS = 60_000

/**
 * Counts in PostgreSQL, by its clock: what comes together in one statement, whatever the limits and keys. A statement for each, as the library would send it, costs a sign-up more than everything else together.
 */
export function openPostgresStore(db: Db, onTrouble: (error: Error) => void): LimitStore {
  const clearing = setInterval(() => deleteExpiredHits(db).catch(onTrouble), CLEAR_EVERY_MS).unref()
  const countTogether = gather((hits: readonly Hit[]) => countInOrder(db, hits), GATHER)
  const counter: Counter = {
    async count(hit) {
      try {
        return (await countTogether(hit)).get(hit)!
      } catch (error) {
        onTrouble(error as Error)
        throw error
      }
    },
    forget: (key) => forgetHits(db, key),
  }
  return {
    limiter: (options) => new GatheringLimiter(options, counter),
    async close() {
      clearInterval(clearing)
    },
  }
}

interface Counter {
  count(hit: Hit): Promise<Count>
  forget(key: string): Promise<boolean>
}

interface Count {
  readonly points: number
  readonly msLeft: number
}

/** What each hit came to, as if one was counted after the other. */
async function countInOrder(db: Db, hits: readonly Hit[]): Promise<Map<Hit, Count>> {
  const byKey = new Map((await countHits(db, hits)).map(({ key, ...count }) => [key, count]))
  const counts = new Map<Hit, Count>()
  for (const hit of hits.toReversed()) {
    const { points, msLeft } = byKey.get(hit.key)!
    counts.set(hit, { points, msLeft })
    byKey.set(hit.key, { points: points - hit.points, msLeft })
  }
  return counts
}

/** The library's limiter with a counter in place of its statements. These are the names that it knows them by. */
class GatheringLimiter extends RateLimiterPostgres {
  readonly #counter: Counter

  constructor(options: IRateLimiterOptions, counter: Counter) {
    super({
      ...options,
      storeClient: counter,
      storeType: 'client',
      tableCreated: true,
      clearExpiredByTimeout: false,
    })
    this.#counter = counter
  }

  _upsert(key: string, points: number, forMs: number): Promise<Count> {
    return this.#counter.count({ key, points, forMs })
  }

  _delete(key: string): Promise<boolean> {
    return this.#counter.forget(key)
  }

  _getRateLimiterRes(_key: string, changed: number, { points, msLeft }: Count): RateLimiterRes {
    return new RateLimiterRes(Math.max(this.points - points, 0), msLeft, points, points === changed)
  }
}
