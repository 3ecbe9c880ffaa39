import { sql } from 'kysely'
import { SOFT_BOUNCES_IN_A_ROW } from '../../src/domain/delivery-event.ts'
import type { SuppressionReason } from '../../src/domain/suppression.ts'
import type { Db } from '../connect.ts'
import { type DeliveryId, issuesOf, subscribersOf } from './delivery-event-apply.ts'
import { unlessOutweighed, weightOf } from './suppression-weight.ts'

// The key of an address that was once read is the address in lower case: its domain is ASCII by then. Of an erased
// one a hash stands in both places, and it is the hash that is suppressed.

/** Suppresses the addresses that deliveries were sent to, each for the reason given. */
export async function suppressDeliveries(
  db: Db,
  told: readonly (DeliveryId & { readonly reason: SuppressionReason })[],
): Promise<void> {
  await sql`
    insert into suppression (address, address_key, reason, note)
    select distinct on (lower(address collate "C")) address, lower(address collate "C"), told.reason,
      'a webhook about issue ' || told.issue_number
    from unnest(${issuesOf(told)}::int[], ${subscribersOf(told)}::bigint[],
      ${told.map(({ reason }) => reason)}::text[]) as told (issue_number, subscriber_id, reason)
    join delivery on delivery.issue_number = told.issue_number and delivery.subscriber_id = told.subscriber_id
    order by lower(address collate "C"), ${weightOf('told')} desc, told.issue_number
    ${unlessOutweighed}`.execute(db)
}

/** The same for small mails, whose addresses are known by their keys only. */
export async function suppressMails(
  db: Db,
  told: readonly { readonly mailId: number; readonly reason: SuppressionReason }[],
): Promise<void> {
  await sql`
    insert into suppression (address, address_key, reason, note)
    select distinct on (address_key) address_key, address_key, told.reason, 'a webhook about a small mail'
    from unnest(${told.map(({ mailId }) => mailId)}::bigint[], ${told.map(({ reason }) => reason)}::text[])
      as told (mail_id, reason)
    join outbox on outbox.id = told.mail_id
    order by address_key, ${weightOf('told')} desc
    ${unlessOutweighed}`.execute(db)
}

/**
 * Suppresses the addresses that bounced softly time after time: in each of the newest issues that we know
 * the fate of, and since an editor last lifted their suppression.
 */
export async function suppressSoftBouncers(db: Db, told: readonly DeliveryId[]): Promise<void> {
  await sql`
    insert into suppression (address, address_key, reason, note)
    select bouncer.address, bouncer.key, 'cleaned', ${`${SOFT_BOUNCES_IN_A_ROW} soft bounces in a row`}
    from (
      select distinct on (lower(address collate "C"))
        delivery.subscriber_id, delivery.address, lower(address collate "C") as key
      from unnest(${issuesOf(told)}::int[], ${subscribersOf(told)}::bigint[]) as told (issue_number, subscriber_id)
      join delivery on delivery.issue_number = told.issue_number and delivery.subscriber_id = told.subscriber_id
      order by lower(address collate "C"), told.issue_number desc
    ) as bouncer
    cross join lateral (
      select count(*) filter (where bounce = 'soft' and delivered_at is null and not exists (
        select from suppression
        where suppression.address_key = bouncer.key and suppression.lifted_at >= bounced_at
      )) as soft
      from (
        select delivery.* from issue
        cross join lateral (
          select bounce, bounced_at, delivered_at from delivery
          where delivery.issue_number = issue.number and delivery.subscriber_id = bouncer.subscriber_id
            and lower(delivery.address collate "C") = bouncer.key
          -- Keeps the planner from joining all partitions at once.
          offset 0
        ) as delivery
        where delivery.bounced_at is not null or delivery.delivered_at is not null
        order by issue.number desc
        limit ${SOFT_BOUNCES_IN_A_ROW}
      ) as newest
    ) as counted
    where counted.soft = ${SOFT_BOUNCES_IN_A_ROW}
    order by bouncer.key
    ${unlessOutweighed}`.execute(db)
}
