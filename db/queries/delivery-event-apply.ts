import { sql } from 'kysely'
import type { EventOfDelivery, Landing } from '../../src/domain/landing.ts'
import type { Db } from '../connect.ts'
import { isErased } from './erased-key.ts'
import { addOutcomes, outcomes, outcomesSince } from './issue-outcomes.ts'

/** Names one delivery. */
export interface DeliveryId {
  readonly issueNumber: number
  readonly subscriberId: number
}

/**
 * Has everything looked up by its key until the transaction ends. A partition can be minutes old, with no
 * statistics yet that say how large it is: left to itself the planner reads all of it for a few rows.
 */
export async function lookUpByKeys(db: Db): Promise<void> {
  await sql`
    select set_config('enable_' || path, 'off', true)
    from unnest(array['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'material']) as path`.execute(db)
}

/**
 * Holds the batches that events are about until the transaction ends, so that nobody else writes their
 * deliveries meanwhile. A batch that is held by somebody else is not waited for.
 *
 * @returns the events whose batches are held, or that are about none.
 */
export async function holdBatches<Event extends EventOfDelivery>(
  db: Db,
  events: readonly Event[],
): Promise<Event[]> {
  const { rows } = await sql<{ svixId: string }>`
    with concerned as materialized (
      select told.svix_id, told.issue_number, told.key, delivery.batch_number as own_number
      from unnest(${events.map((event) => event.svixId)}::text[], ${issuesOf(events)}::int[],
        ${subscribersOf(events)}::bigint[], ${events.map((event) => event.key)}::text[]
      ) as told (svix_id, issue_number, subscriber_id, key)
      left join delivery on delivery.issue_number = told.issue_number and delivery.subscriber_id = told.subscriber_id
    ), wanted as materialized (
      select batch.issue_number, batch.number, batch.key
      from (select distinct issue_number, own_number from concerned) as own
      join batch on batch.issue_number = own.issue_number and batch.number = own_number
      union
      select batch.issue_number, batch.number, batch.key
      from (select distinct issue_number, key from concerned) as named
      join batch on batch.issue_number = named.issue_number and batch.key = named.key
    ), held as materialized (
      select issue_number, number from batch
      where (issue_number, number) in (select issue_number, number from wanted)
      order by issue_number, number
      for no key update skip locked
    ), busy as materialized (
      select * from wanted where (issue_number, number) not in (select issue_number, number from held)
    )
    -- Subqueries: PostgreSQL hashes these even where joins are to look up each row by its key.
    select svix_id from concerned
    where (own_number is null or (issue_number, own_number) not in (select issue_number, number from busy))
      and (issue_number, key) not in (select issue_number, key from busy)`.execute(db)
  const held = new Set(rows.map(({ svixId }) => svixId))
  return events.filter(({ svixId }) => held.has(svixId))
}

/**
 * Accepts the deliveries that a webhook names and whose batch it does not prove. @returns these: each one
 * contradicts what we thought was sent.
 */
export async function acceptAlone(db: Db, landings: readonly Landing[]): Promise<DeliveryId[]> {
  const { rows } = await sql<DeliveryId>`
    update delivery set state = 'accepted', settled_at = clock_now()
    from unnest(${issuesOf(landings)}::int[], ${subscribersOf(landings)}::bigint[])
      as landed (issue_number, subscriber_id)
    where delivery.issue_number = landed.issue_number and delivery.subscriber_id = landed.subscriber_id
      and delivery.state in ('to-send', 'unknown')
    returning delivery.issue_number, delivery.subscriber_id`.execute(db)
  return rows
}

const failedFirst = sql`least(delivery.bounced_at, delivery.failed_at, delivery.suppressed_at)`

/**
 * Writes what events say on their deliveries, and counts on their batches what these now count as: the earliest time
 * stands, and nothing is ever unset. What only says that the mail was sent is on most of them already, and is not
 * written again. Of an erased reader no words are kept, and no name of the mail at Resend.
 */
export async function land(db: Db, landings: readonly Landing[]): Promise<void> {
  await sql`
    with landed as (
      select *, least(bounced_at, failed_at, suppressed_at) as failure_at from unnest(
        ${issuesOf(landings)}::int[], ${subscribersOf(landings)}::bigint[],
        ${landings.map((landing) => landing.emailId)}::text[],
        ${landings.map((landing) => landing.deliveredAt)}::timestamptz[],
        ${landings.map((landing) => landing.delayedAt)}::timestamptz[],
        ${landings.map((landing) => landing.bouncedAt)}::timestamptz[],
        ${landings.map((landing) => landing.bounce)}::text[],
        ${landings.map((landing) => landing.complainedAt)}::timestamptz[],
        ${landings.map((landing) => landing.openedAt)}::timestamptz[],
        ${landings.map((landing) => landing.clickedAt)}::timestamptz[],
        ${landings.map((landing) => landing.failedAt)}::timestamptz[],
        ${landings.map((landing) => landing.suppressedAt)}::timestamptz[],
        ${landings.map((landing) => landing.failure)}::text[]
      ) as told (issue_number, subscriber_id, email_id, delivered_at, delayed_at, bounced_at, bounce,
        complained_at, opened_at, clicked_at, failed_at, suppressed_at, failure)
    ), before as materialized (
      -- Locked, so that it is what is changed, even of a delivery that moved to another batch meanwhile.
      select landed.*, ${outcomes}
      from landed
      join delivery on delivery.issue_number = landed.issue_number and delivery.subscriber_id = landed.subscriber_id
      where delivery.provider_id is null or num_nonnulls(landed.delivered_at, landed.delayed_at,
        landed.bounced_at, landed.complained_at, landed.opened_at, landed.clicked_at, landed.failed_at,
        landed.suppressed_at) > 0
      for no key update of delivery
    ), changed as (
      update delivery set
        provider_id = case when delivery.state = 'accepted' and not ${isErased(sql.ref('delivery.address'))}
          then coalesce(delivery.provider_id, before.email_id) end,
        delivered_at = least(delivery.delivered_at, before.delivered_at),
        delayed_at = least(delivery.delayed_at, before.delayed_at),
        bounced_at = least(delivery.bounced_at, before.bounced_at),
        bounce = case when 'hard' in (delivery.bounce, before.bounce) then 'hard'
          else coalesce(delivery.bounce, before.bounce) end,
        complained_at = least(delivery.complained_at, before.complained_at),
        opened_at = least(delivery.opened_at, before.opened_at),
        clicked_at = least(delivery.clicked_at, before.clicked_at),
        failed_at = least(delivery.failed_at, before.failed_at),
        suppressed_at = least(delivery.suppressed_at, before.suppressed_at),
        failure = case
          when before.failure is null or ${isErased(sql.ref('delivery.address'))} then delivery.failure
          when delivery.failure is null then before.failure
          when before.failure_at < ${failedFirst} then before.failure
          when before.failure_at = ${failedFirst}
            then least(delivery.failure collate "C", before.failure collate "C")
          else delivery.failure
        end
      from before
      where delivery.issue_number = before.issue_number and delivery.subscriber_id = before.subscriber_id
      returning delivery.issue_number, delivery.batch_number, ${outcomesSince}
    )
    ${addOutcomes}`.execute(db)
}

/** What an event contradicts: another mail is on record for its delivery, or none was to be sent. */
export interface Contradiction extends DeliveryId {
  readonly emailId: string
  readonly recorded: string
}

/** The events that do not fit the delivery they name, once everything has landed. */
export async function findContradictions(
  db: Db,
  events: readonly EventOfDelivery[],
): Promise<Contradiction[]> {
  const { rows } = await sql<Contradiction>`
    select distinct told.*, coalesce(delivery.provider_id, delivery.state) as recorded
    from unnest(${issuesOf(events)}::int[], ${subscribersOf(events)}::bigint[],
      ${events.map((event) => event.emailId)}::text[]) as told (issue_number, subscriber_id, email_id)
    join delivery on delivery.issue_number = told.issue_number and delivery.subscriber_id = told.subscriber_id
    where delivery.state <> 'accepted' or delivery.provider_id <> told.email_id`.execute(db)
  return rows
}

export function issuesOf(rows: readonly DeliveryId[]): number[] {
  return rows.map((row) => row.issueNumber)
}

export function subscribersOf(rows: readonly DeliveryId[]): number[] {
  return rows.map((row) => row.subscriberId)
}
