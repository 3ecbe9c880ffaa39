import type pg from 'pg'
import { KEY_LIFE_MS } from './answer-once.ts'

export interface Pruner {
  /** Told of mails that were stored; from time to time it removes the oldest, meanwhile. */
  readonly count: (stored: number) => void
  /** Waits for a removal under way. */
  close(): Promise<void>
}

export interface PrunerOptions {
  readonly pool: pg.Pool
  readonly keep: number
  readonly now: () => Date
  readonly onError: (error: unknown) => void
}

/** Mails stay until their webhooks were posted once, however far these lag behind a send. */
const firstUntold = `coalesce(
  (select mail_seq from mailbox.webhook
   where next_at is not null and attempts = 0 order by next_at, id limit 1), 9223372036854775807)`

const MOST_BETWEEN = 1000
const CHUNK = 500

/** Holds the mails to `keep`, give or take a tenth and at most 1,000: looking at each mail would be dear. */
export function createPruner({ pool, keep, now, onError }: PrunerOptions): Pruner {
  const between = Math.min(MOST_BETWEEN, Math.ceil(keep / 10))
  let since = 0
  let closing = false
  let running: Promise<void> | undefined

  function start(): void {
    since = 0
    // What fails here is tried again with the next mails; no sender should hear of it.
    running ??= prune()
      .catch(onError)
      .finally(() => {
        running = undefined
      })
  }

  async function prune(): Promise<void> {
    const expired = new Date(now().getTime() - KEY_LIFE_MS)
    await pool.query('delete from mailbox.answered_request where answered_at <= $1', [expired])
    const { rows } = await pool.query('select seq from mailbox.mail order by seq desc offset $1 limit 1', [
      keep,
    ])
    for (let left = rows.length > 0; left && !closing; ) {
      const { rowCount } = await pool.query(
        `delete from mailbox.mail where seq in
           (select seq from mailbox.mail where seq <= $1 and seq < ${firstUntold} order by seq limit $2)`,
        [rows[0].seq, CHUNK],
      )
      left = rowCount === CHUNK
    }
  }

  start()
  return {
    count: (stored) => {
      since += stored
      if (since >= between) start()
    },
    close: async () => {
      closing = true
      await running
    },
  }
}
