import { sql } from 'kysely'
import type { Download } from '../../src/domain/download.ts'
import type { Db } from '../connect.ts'
import { clockNow } from './clock.ts'
import { anyKeyOf } from './erased-key.ts'

type Held = Omit<Download, 'version' | 'site'>
type Ids = readonly number[]

/** Everything that is held about a subscriber, if anything is. Within one transaction that sees one snapshot. */
export async function readDownload(db: Db, subscriberId: number): Promise<Held | undefined> {
  const who = await readSubscriber(db, subscriberId)
  if (!who) return undefined
  const former = await readFormer(db, subscriberId)
  const ids = [subscriberId, ...former.map(({ number }) => number)]
  return {
    madeAt: await clockNow(db),
    ...who,
    former,
    consents: await readConsents(db, ids),
    votes: await readVotes(db, subscriberId),
    deliveries: await readDeliveries(db, ids),
    copies: await readCopies(db, ids),
    mails: await readMails(db, ids),
    deliveryEvents: await readEvents(db, ids),
    suppressions: await readSuppressions(db, ids),
    errands: await readErrands(db, ids),
  }
}

async function readSubscriber(
  db: Db,
  id: number,
): Promise<Pick<Held, 'subscriber' | 'preferences'> | undefined> {
  const row = await db
    .selectFrom('subscriber')
    .innerJoin('selection', 'selection.id', 'selectionId')
    .select(['subscriber.id as number', 'address', 'status', 'createdAt as askedAt', 'confirmedAt'])
    .select(['endedAt', 'frequency', 'format', 'pausedUntil'])
    .select(
      sql<string[] | null>`(
        select array_agg(name order by name) from current_category where id = any (selection.categories)
      )`.as('categories'),
    )
    .where('subscriber.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { frequency, format, pausedUntil, categories, ...subscriber } = row
  return { subscriber, preferences: { categories, frequency, format, pausedUntil } }
}

async function readFormer(db: Db, subscriberId: number): Promise<Held['former']> {
  return db
    .selectFrom('subscriber')
    .select(['id as number', 'address', 'endedAt as leftAt'])
    .where('movedTo', '=', subscriberId)
    .orderBy('id')
    .execute()
}

async function readConsents(db: Db, ids: Ids): Promise<Held['consents']> {
  return db
    .selectFrom('consent')
    .select(['kind', 'source', 'statement', 'issueNumber', 'reason', 'recordedAt'])
    .where('subscriberId', 'in', ids)
    .orderBy('id')
    .execute()
}

async function readVotes(db: Db, subscriberId: number): Promise<Held['votes']> {
  return db
    .selectFrom('vote')
    .innerJoin('currentTool', 'currentTool.id', 'toolId')
    .select(['currentTool.name as tool', 'verdict', 'castAt'])
    .where('subscriberId', '=', subscriberId)
    .orderBy('castAt')
    .execute()
}

async function readDeliveries(db: Db, ids: Ids): Promise<Held['deliveries']> {
  const { rows } = await sql<Held['deliveries'][number]>`
    select delivery.* from issue
    cross join lateral (
      select issue_number, address, state, exclusion, rejection, settled_at, delivered_at, delayed_at, opened_at,
        clicked_at, bounced_at, bounce, complained_at, failed_at, suppressed_at, failure, provider_id
      from delivery
      where delivery.issue_number = issue.number and delivery.subscriber_id = any (${ids}::bigint[])
      -- Each in its own part of the ledger, by its key.
      offset 0
    ) as delivery
    order by issue_number`.execute(db)
  return rows
}

async function readCopies(db: Db, ids: Ids): Promise<Held['copies']> {
  return db
    .selectFrom('issueCopy')
    .select(['issueNumber', 'askedAt'])
    .where('subscriberId', 'in', ids)
    .orderBy('id')
    .execute()
}

async function readMails(db: Db, ids: Ids): Promise<Held['mails']> {
  return db
    .selectFrom('outbox')
    .select(['kind', 'status', 'createdAt', 'settledAt', 'providerId'])
    .where('subscriberId', 'in', ids)
    .orderBy('id')
    .execute()
}

async function readEvents(db: Db, ids: Ids): Promise<Held['deliveryEvents']> {
  const { rows } = await sql<Held['deliveryEvents'][number]>`
    select type, occurred_at, received_at, issue_number, bounce, reason
    from (
      select * from delivery_event where subscriber_id = any (${ids}::bigint[])
      union all
      select * from delivery_event
      where mail_id = any (array(select id from outbox where subscriber_id = any (${ids}::bigint[])))
    ) as told
    order by occurred_at, type`.execute(db)
  return rows
}

/** Also those from before they were erased once, and came back. */
async function readSuppressions(db: Db, ids: Ids): Promise<Held['suppressions']> {
  const { rows } = await sql<Held['suppressions'][number]>`
    select suppression.address, reason, note, suppression.created_at, lifted_at
    from subscriber
    join suppression on suppression.address_key = ${anyKeyOf(sql.ref('subscriber.address_key'))}
    where subscriber.id = any (${ids}::bigint[])
    order by suppression.id`.execute(db)
  return rows
}

async function readErrands(db: Db, ids: Ids): Promise<Held['errands']> {
  return db
    .selectFrom('errand')
    .select(['kind', 'address as newAddress', 'createdAt', 'expiresAt'])
    .where('subscriberId', 'in', ids)
    .orderBy('id')
    .execute()
}
