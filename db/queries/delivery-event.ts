import { sql } from 'kysely'
import type { DeliveryEvent } from '../../src/domain/delivery-event.ts'
import type { Db } from '../connect.ts'

/** Stores events, each once, however often and by how many processes at once it is brought. */
export async function insertEvents(db: Db, events: readonly DeliveryEvent[]): Promise<void> {
  // Two that bring the same events take them in the same order, and wait for each other in place of dying.
  await sql`
    insert into delivery_event (svix_id, type, occurred_at, email_id, key, issue_number, subscriber_id,
      mail_id, bounce, reason)
    select * from unnest(
      ${events.map((event) => event.svixId)}::text[],
      ${events.map((event) => event.type)}::text[],
      ${events.map((event) => event.occurredAt)}::timestamptz[],
      ${events.map((event) => event.emailId)}::text[],
      ${events.map((event) => event.key)}::text[],
      ${events.map((event) => event.issueNumber)}::int[],
      ${events.map((event) => event.subscriberId)}::bigint[],
      ${events.map((event) => event.mailId)}::bigint[],
      ${events.map((event) => event.bounce)}::text[],
      ${events.map((event) => event.reason)}::text[]
    )
    order by 1, 3
    on conflict do nothing`.execute(db)
}

/** Whether there are events that have not had their effect. */
export async function hasUnappliedEvents(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from delivery_event where applied_at is null) as found`.execute(db)
  return rows[0]?.found ?? false
}

/** An event as it is stored; `keyedAt` is the time in its key, which may be a strange one. */
export interface StoredEvent extends DeliveryEvent {
  readonly keyedAt: Date
}

/** Takes events to be applied, the first come first; what another transaction has taken is left to it. */
export async function takeEvents(db: Db, limit: number): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    select svix_id, type, email_id, key, issue_number, subscriber_id, mail_id, bounce, reason,
      occurred_at as keyed_at,
      -- A clock that is far off, or no clock at all: when we heard of it is the next best.
      case when occurred_at between received_at - interval '90 days' and received_at
        then occurred_at else received_at end as occurred_at
    from delivery_event
    where applied_at is null
    order by received_at
    limit ${limit}
    for update skip locked`.execute(db)
  return rows
}

/** Notes that events have had their effect. Of an erased reader no words are kept, and no name of the mail at Resend. */
export async function markApplied(db: Db, events: readonly StoredEvent[]): Promise<void> {
  const kept = (column: 'email_id' | 'reason') => sql`
    case when exists (select from erasure where erasure.subscriber_id = delivery_event.subscriber_id)
      or (mail_id is not null and not exists (select from outbox where outbox.id = mail_id))
      then null else ${sql.ref(column)} end`
  await sql`
    update delivery_event set applied_at = clock_now(), email_id = ${kept('email_id')}, reason = ${kept('reason')}
    from unnest(
      ${events.map((event) => event.svixId)}::text[], ${events.map((event) => event.keyedAt)}::timestamptz[]
    ) as applied (svix_id, keyed_at)
    where delivery_event.svix_id = applied.svix_id and delivery_event.occurred_at = applied.keyed_at`.execute(
    db,
  )
}
