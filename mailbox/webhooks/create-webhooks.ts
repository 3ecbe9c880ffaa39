import type pg from 'pg'
import type { TakenFaults } from '../faults/create-faults.ts'
import type { Mail, NewMail } from '../mail.ts'
import type { StoredMail } from '../store/insert-mails.ts'
import { insertWebhooks } from '../store/webhook-queue.ts'
import { createPoster } from './create-poster.ts'
import { eventsOf, type LaterEvent, laterEvents } from './events.ts'
import type { Line } from './open-line.ts'

export interface Webhooks {
  /** Writes what follows from accepting the mails, in the transaction that stores them. */
  record(
    client: pg.ClientBase,
    mails: readonly NewMail[],
    stored: readonly StoredMail[],
    at: Date,
  ): Promise<Recorded>
  /** Tells the site that something happened to the mail. */
  send(mail: Mail & StoredMail, event: LaterEvent): Promise<void>
  close(): Promise<void>
}

export interface Recorded {
  /** To be called once they are committed: posts them soon, or has posted them when it is done. */
  readonly post: () => Promise<void>
}

export interface WebhooksOptions {
  readonly pool: pg.Pool
  readonly line: Line
  readonly faults: TakenFaults
  readonly now: () => Date
  readonly onError: (error: unknown) => void
}

/** Tells the site what becomes of its mails, as Resend would. */
export function createWebhooks({ pool, line, faults, now, onError }: WebhooksOptions): Webhooks {
  const holds = () => faults.list().some(({ name }) => name === 'webhook-hold')
  const poster = createPoster({ pool, line, now, holds, onError })

  return {
    record: async (client, mails, stored, at) => {
      const how = faults.takeForWebhooks(() =>
        mails.flatMap(({ to, cc, bcc }) => [to, cc ?? [], bcc ?? []].flat()),
      )
      const events = mails.flatMap((mail, index) =>
        eventsOf(mail).map((event) => ({ ...event, mailSeq: stored[index]!.seq })),
      )
      await insertWebhooks(client, events, at, {
        copies: how.has('duplicate') ? 2 : 1,
        held: how.has('hold'),
        shuffled: how.has('shuffle'),
      })
      const postNow = () => poster.postNow(stored.map(({ seq }) => seq))
      return { post: async () => (how.has('early') ? postNow() : poster.wake()) }
    },
    send: async (mail, name) => {
      const at = now()
      const event = { ...laterEvents[name].event(mail, at), mailSeq: mail.seq }
      await insertWebhooks(pool, [event], at, { copies: 1, held: false, shuffled: false })
      poster.wake()
    },
    close: poster.close,
  }
}
