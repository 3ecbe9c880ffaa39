import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** A confirmation mail that bounced, of somebody who has not confirmed since. */
export interface BouncedConfirmation {
  readonly address: string
  readonly bounce: 'hard' | 'soft'
  readonly bouncedAt: Date
  /** In Resend's words. */
  readonly reason: string | null
}

/** The newest first, one for each subscriber. */
export async function listBouncedConfirmations(db: Db, limit: number): Promise<BouncedConfirmation[]> {
  const { rows } = await sql<BouncedConfirmation>`
    /* prepared list-bounced-confirmations */
    select address, bounce, received_at as bounced_at, reason
    from (
      select distinct on (subscriber.id) subscriber.address, event.bounce, event.received_at, event.reason
      from delivery_event as event
      join outbox on outbox.id = event.mail_id and outbox.kind = 'confirmation'
      join subscriber on subscriber.id = outbox.subscriber_id and subscriber.status = 'pending'
      where event.mail_id is not null and event.bounce is not null
      order by subscriber.id, event.received_at desc
    ) as bounced
    order by received_at desc
    limit ${limit}`.execute(db)
  return rows
}
