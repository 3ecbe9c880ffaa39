import type pg from 'pg'
import { transact } from '../store/transact.ts'
import {
  lockDueWebhooks,
  lockWebhooksOf,
  releaseHeldWebhooks,
  type Settled,
  settleWebhooks,
} from '../store/webhook-queue.ts'
import type { Line } from './open-line.ts'
import type { DueWebhook } from './webhook.ts'

export interface Poster {
  /** Told of new webhooks: it posts what is due, beside whatever else goes on. */
  wake(): void
  /** Posts those of the mails, and waits until each was answered or failed. */
  postNow(mailSeqs: readonly string[]): Promise<void>
  /** Breaks off what is under way, to be posted again. */
  close(): Promise<void>
}

export interface PosterOptions {
  readonly pool: pg.Pool
  readonly line: Line
  readonly now: () => Date
  /** Whether webhooks that are held stay so. */
  readonly holds: () => boolean
  readonly onError: (error: unknown) => void
}

/** The waits after each attempt; then it is given up. https://resend.com/docs/webhooks/retries-and-replays */
const RETRY_AFTER_MS = [5, 300, 1800, 7200, 18_000, 36_000, 36_000].map((seconds) => seconds * 1000)

const TOGETHER = 100
const AT_ONCE = 4
const LOOK_EVERY_MS = 1000

/**
 * Posts webhooks from their rows, a hundred in a transaction that holds them: another process passes over
 * those, and when this one dies they are free again and may come twice, as Resend's may.
 */
export function createPoster({ pool, line, now, holds, onError }: PosterOptions): Poster {
  const closing = new AbortController()
  let running: Promise<void> | undefined
  let again = false
  // For retries, and for what another process left. It keeps no process alive.
  const look = setInterval(wake, LOOK_EVERY_MS).unref()
  wake()

  function wake(): void {
    again = true
    if (closing.signal.aborted) return
    // What fails here is looked at again a moment later.
    running ??= run()
      .catch(onError)
      .finally(() => {
        running = undefined
      })
  }

  async function run(): Promise<void> {
    if (!holds()) await releaseHeldWebhooks(pool, now())
    for (let taken = true; taken && again && !closing.signal.aborted; ) {
      again = false
      const settled = await transact(pool, (client) =>
        postAll(client, lockDueWebhooks(client, now(), TOGETHER)),
      )
      if (settled.length === TOGETHER) again = true
      // A site that is down is not asked a hundred times in a row: it waits for the next look.
      taken = settled.some(({ deliveredAt }) => deliveredAt)
    }
  }

  async function postAll(client: pg.ClientBase, due: Promise<DueWebhook[]>): Promise<Settled[]> {
    const left = (await due).values()
    const settled: Settled[] = []
    const post = async () => {
      for (const webhook of left) {
        const { taken, answer } = await line.post(webhook, closing.signal)
        if (closing.signal.aborted && !taken) return
        settled.push(settle(webhook, taken, answer))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, post))
    await settleWebhooks(client, settled)
    return settled
  }

  function settle({ mailSeq, id, attempts }: DueWebhook, taken: boolean, lastAnswer: string): Settled {
    const wait = taken ? undefined : RETRY_AFTER_MS[attempts]
    const at = now()
    return {
      mailSeq,
      id,
      lastAnswer,
      deliveredAt: taken ? at : null,
      nextAt: wait === undefined ? null : new Date(at.getTime() + wait),
    }
  }

  return {
    wake,
    postNow: async (mailSeqs) => {
      await transact(pool, (client) => postAll(client, lockWebhooksOf(client, mailSeqs, now())))
    },
    close: async () => {
      clearInterval(look)
      closing.abort()
      await running
      await line.close()
    },
  }
}
