import { sql } from 'kysely'
import type { EmailAddress } from '../../src/domain/email-address.ts'
import type { ConsentKind, SubscriberStatus } from '../../src/domain/subscriber.ts'
import type { Db } from '../connect.ts'
import { changed } from './changed.ts'
import { anyKeyOf } from './erased-key.ts'

export interface SubscriberRow {
  readonly id: number
  readonly address: string
  readonly addressKey: string
  readonly status: SubscriberStatus
  readonly tokenVersion: number
  /** The newest request: only its link works. */
  readonly request: number
}

const columns = ['id', 'address', 'addressKey', 'status', 'tokenVersion', 'request'] as const

export async function findSubscriber(db: Db, id: number): Promise<SubscriberRow | undefined> {
  return db.selectFrom('subscriber').select(columns).where('id', '=', id).executeTakeFirst()
}

export async function findSubscriberByKey(db: Db, addressKey: string): Promise<SubscriberRow | undefined> {
  return db.selectFrom('subscriber').select(columns).where('addressKey', '=', addressKey).executeTakeFirst()
}

/** Whose a link is: where the subscription moved on to another subscriber, that one. */
export async function findReader(db: Db, id: number): Promise<SubscriberRow | undefined> {
  const movedTo = db.selectFrom('subscriber').select('movedTo').where('id', '=', id)
  return db
    .selectFrom('subscriber')
    .select(columns)
    .where('id', '=', (eb) => eb.fn.coalesce(movedTo, eb.val(id)))
    .executeTakeFirst()
}

/** Whose an address is: where a subscription moved away from it, the one that has it now. */
export async function findReaderByKey(db: Db, addressKey: string): Promise<SubscriberRow | undefined> {
  const row = await findSubscriberByKey(db, addressKey)
  return row && findReader(db, row.id)
}

/** A subscriber whom nobody else changes or removes until the transaction ends. */
export async function lockSubscriber(db: Db, id: number): Promise<SubscriberRow | undefined> {
  return db.selectFrom('subscriber').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
}

/**
 * The same for a subscriber, those whose subscriptions moved to them, and who has an address: in the order of
 * their ids, so that two that meet wait, and none has to die.
 */
export async function lockConcerned(
  db: Db,
  { id, addressKey }: { readonly id: number; readonly addressKey: string | null },
): Promise<SubscriberRow[]> {
  return db
    .selectFrom('subscriber')
    .select(columns)
    .where((eb) => eb.or([eb('id', '=', id), eb('movedTo', '=', id), eb('addressKey', '=', addressKey)]))
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** A reader's request, from a page of the site. */
export interface Request extends EmailAddress {
  readonly page: string
  /** Nothing is noted for it. */
  readonly unanswered: boolean
}

/**
 * Readies a transaction for requests. Several that are taken together fail rather than wait long for a row
 * that another transaction holds. And foreign keys are looked up by their index: PostgreSQL keeps the plan
 * that checks them for the connection, and one made while the list was small would read all of it each time.
 */
export async function readyForRequests(tx: Db, count: number): Promise<void> {
  await sql`
    /* prepared ready-for-requests */
    select set_config('enable_seqscan', 'off', true),
      set_config('lock_timeout', ${count > 1 ? '200ms' : '0'}::text, true)`.execute(tx)
}

/** What a request led to; one that is not answered, to nothing. */
export interface RequestedRow {
  /** Of the request, in the list. */
  readonly index: number
  readonly id: number
  readonly status: 'pending' | 'confirmed'
  readonly tokenVersion: number
  readonly request: number
  readonly now: Date
}

export interface UnansweredRow {
  readonly index: number
  readonly id: null
}

/**
 * Notes that people ask for addresses, each with the words they agreed to, as if one came after the other:
 * a new or ended subscriber is pending, a confirmed one stays so. The links of earlier requests end. Nothing is
 * noted for a suppressed address, whose request is not answered either; one that was erased may ask anew.
 *
 * @returns a row for each request, in their order.
 */
export async function requestSubscriptions(
  db: Db,
  requests: readonly Request[],
  statement: string,
): Promise<(RequestedRow | UnansweredRow)[]> {
  // Whoever takes several subscribers takes them by their keys: two that meet wait, and none has to die.
  const { rows } = await sql<RequestedRow | UnansweredRow>`
    /* prepared request-subscriptions */
    with asked as materialized (
      select asked.*, clock.now, asked.unanswered or exists (
          select from suppression
          where suppression.address_key = ${anyKeyOf(sql.ref('asked.key'))} and suppression.lifted_at is null
            and suppression.reason <> 'erased'
        ) as barred
      from clock_now() as clock (now), unnest(
        ${requests.map(({ address }) => address)}::text[],
        ${requests.map(({ key }) => key)}::text[],
        ${requests.map(({ page }) => page)}::text[],
        ${requests.map(({ unanswered }) => unanswered)}::boolean[]
      ) with ordinality as asked (address, key, page, unanswered, place)
    ), given as (
      select address, key, page, place, now from asked where not barred
    ), requested as (
      insert into subscriber (address, address_key, status, request, created_at)
      select distinct on (key) address, key, 'pending', 1, now from given order by key, place desc
      on conflict (address_key) do update set
        status = case subscriber.status when 'ended' then 'pending' else subscriber.status end,
        address = case subscriber.status when 'confirmed' then subscriber.address else excluded.address end,
        request = subscriber.request + 1,
        ended_at = null
      returning id, address_key, status, token_version, request
    ), consented as (
      insert into consent (subscriber_id, kind, source, statement, recorded_at)
      select requested.id, 'requested', page, ${statement}::text, now
      from given join requested on address_key = key
      where status <> 'confirmed'
      order by place
    )
    select place::int - 1 as index, requested.id, status, token_version, request, now
    from asked left join requested on address_key = key and not barred
    order by place`.execute(db)
  return rows
}

/** @returns the subscriber, if they were pending until now and this was their newest request. */
export async function confirmSubscriber(
  db: Db,
  { id, request }: { readonly id: number; readonly request: number },
): Promise<SubscriberRow | undefined> {
  return db
    .updateTable('subscriber')
    .set({ status: 'confirmed', confirmedAt: sql<Date>`clock_now()`, movedTo: null })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where('request', '=', request)
    .returning(columns)
    .executeTakeFirst()
}

/** Revokes the links of one version. @returns the subscriber, if they still had that version. */
export async function renewTokenVersion(
  db: Db,
  { subscriberId, tokenVersion }: { readonly subscriberId: number; readonly tokenVersion: number },
): Promise<SubscriberRow | undefined> {
  return db
    .updateTable('subscriber')
    .set((eb) => ({ tokenVersion: eb('tokenVersion', '+', 1) }))
    .where('id', '=', subscriberId)
    .where('tokenVersion', '=', tokenVersion)
    .returning(columns)
    .executeTakeFirst()
}

/** @returns whether the subscriber had not left before. */
export async function endSubscriber(db: Db, id: number): Promise<boolean> {
  return changed(
    db
      .updateTable('subscriber')
      .set({ status: 'ended', endedAt: sql<Date>`clock_now()` })
      .where('id', '=', id)
      .where('status', '<>', 'ended'),
  )
}

/**
 * Lets a subscription that its reader ended through a link go on.
 *
 * @returns whether they had been confirmed until then, and left no longer ago than `within`.
 */
export async function resumeSubscriber(db: Db, id: number, within: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with newest as (
      select array_agg(kind order by id desc) as kinds, (array_agg(source order by id desc))[1] as source
      from (select id, kind, source from consent where subscriber_id = ${id} order by id desc limit 2) as consent
    )
    update subscriber set status = 'confirmed', ended_at = null
    from newest
    where subscriber.id = ${id} and status = 'ended' and confirmed_at is not null
      and ended_at >= clock_now() - ${within}::interval
      and kinds[1] = 'ended' and source in ('one-click', 'page') and kinds[2] is distinct from 'requested'`.execute(
    db,
  )
  return numAffectedRows === 1n
}

export interface NewConsent {
  readonly subscriberId: number
  readonly kind: ConsentKind
  /** The page, the link or the file it came from. */
  readonly source: string
  readonly statement?: string
  /** The issue whose mail carried the link, 0 for none. */
  readonly issueNumber?: number
  readonly reason?: string
}

export async function insertConsent(db: Db, { issueNumber = 0, ...consent }: NewConsent): Promise<void> {
  await db
    .insertInto('consent')
    .values((eb) => ({
      ...consent,
      statement: consent.statement ?? null,
      reason: consent.reason ?? null,
      issueNumber: eb.selectFrom('issue').select('number').where('number', '=', issueNumber),
    }))
    .execute()
}

/** How many confirmed subscribers have one of these selections. */
export async function countReadersOf(db: Db, selectionIds: readonly number[]): Promise<number> {
  if (selectionIds.length === 0) return 0
  const { count } = await db
    .selectFrom('subscriber')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', '=', 'confirmed')
    .where('selectionId', '=', sql<number>`any(${selectionIds}::int[])`)
    .executeTakeFirstOrThrow()
  return count
}
