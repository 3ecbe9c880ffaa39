import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../../../db/connect.ts'
import { insertEvents, takeEvents } from '../../../db/queries/delivery-event.ts'
import { accountsOf } from '../../../db/queries/ledger.ts'
import { countHits } from '../../../db/queries/rate-limit.ts'
import { insertConsent } from '../../../db/queries/subscriber.ts'
import { applyEvents } from '../../../src/actions/delivery-event/apply.ts'
import { retire } from '../../../src/actions/retention/retire.ts'
import { createRequestTaker } from '../../../src/actions/subscriber/request.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { openedErrand } from '../../support/errands.ts'
import { addReaders } from '../../support/sending.ts'
import { addLedger, webhook } from '../../support/webhooks.ts'

let site: TestContext
beforeEach(async () => {
  site = await createTestContext()
})

async function store(occurredAt: Date): Promise<string> {
  const svixId = `msg_${randomUUID()}`
  const nothing = { emailId: null, key: null, issueNumber: null, subscriberId: null, mailId: null }
  const event = { svixId, type: 'email.sent', occurredAt, ...nothing, bounce: null, reason: null }
  await insertEvents(site.context.db, [event])
  return svixId
}

async function partitionOf(svixId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select tableoid::regclass::text as name from delivery_event where svix_id = ${svixId}`.execute(
    site.context.db,
  )
  return rows[0]!.name
}

async function partitions(parent: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = ${parent}::regclass order by 1`.execute(
    site.context.db,
  )
  return rows.map(({ name }) => name)
}

async function now(): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_now() as now`.execute(site.context.db)
  return rows[0]!.now
}

test('weeks have partitions ahead, from Monday to Monday in UTC, and running twice makes no more', async () => {
  const before = await partitions('delivery_event')
  expect(before).toHaveLength(10)
  await retire(site.context)
  expect(await partitions('delivery_event')).toEqual(before)
  await site.database.pass('14 days')
  await retire(site.context)
  await retire(site.context)
  expect(await partitions('delivery_event')).toHaveLength(12)
  const monday = new Date(`${(await now()).toISOString().slice(0, 10)}T00:00:00Z`)
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7))
  const name = (date: Date) => `delivery_event_${date.toISOString().slice(0, 10).replaceAll('-', '')}`
  expect(await partitionOf(await store(monday))).toBe(name(monday))
  const week = name(new Date(monday.getTime() - 1 - 6 * 86_400_000))
  expect(await partitionOf(await store(new Date(monday.getTime() - 1)))).toBe(week)
})

test('events of a week that nobody had made a partition for move into it, and are still there once', async () => {
  await site.database.pass('200 days')
  const svixId = await store(await now())
  expect(await partitionOf(svixId)).toBe('delivery_event_default')
  await retire(site.context)
  expect(await partitionOf(svixId)).toMatch(/^delivery_event_\d{8}$/)
  expect(await takeEvents(site.context.db, 10)).toHaveLength(1)
  expect(await applyEvents(site.context)).toBe(1)
})

test('events older than 90 days are dropped by the week; newer ones, and those not applied, stay', async () => {
  const [old, strange] = [await store(await now()), await store(new Date('1999-01-01'))]
  await applyEvents(site.context)
  await site.database.pass('21 days')
  const newer = await store(await now())
  await applyEvents(site.context)
  const waiting = await store(await now())
  await site.database.pass('77 days')
  await retire(site.context)
  expect(await ids()).toEqual([newer, waiting].sort())

  await site.database.pass('100 days')
  await retire(site.context)
  expect(await ids()).toEqual([newer, waiting].sort())
  await applyEvents(site.context)
  await retire(site.context)
  expect(await ids()).toEqual([])
  expect([old, strange]).toHaveLength(2)
})

async function ids(): Promise<string[]> {
  const rows = await site.context.db.selectFrom('deliveryEvent').select('svixId').orderBy('svixId').execute()
  return rows.map(({ svixId }) => svixId)
}

test('a partition that somebody is reading is left for the next time', async () => {
  await store(await now())
  await applyEvents(site.context)
  await site.database.pass('98 days')
  const count = (await partitions('delivery_event')).length
  await site.context.db.transaction().execute(async (reader) => {
    await reader.selectFrom('deliveryEvent').selectAll().execute()
    await expect(retire(site.context)).rejects.toThrow('lock timeout')
  })
  expect((await partitions('delivery_event')).length).toBe(count)
  await retire(site.context)
  expect((await ids()).length).toBe(0)
})

test('400 days after it was sent an issue’s ledger is dropped, and its account stays', async () => {
  const { context } = site
  const readers = await addReaders(context, 4)
  const [old, cancelled, parked, recent] = [
    await addLedger(context, readers),
    await addLedger(context, readers),
    await addLedger(context, readers, { status: 'parked' }),
    await addLedger(context, readers),
  ]
  const numbers = [old, cancelled, parked, recent].map(({ issueNumber }) => issueNumber)
  await sql`update delivery set state = 'excluded', exclusion = 'ended'
    where issue_number = ${old.issueNumber} and subscriber_id = ${readers[0]!}`.execute(context.db)
  await end(old.issueNumber, 'sent')
  await end(parked.issueNumber, 'sent')
  await site.database.pass('399 days')
  await end(recent.issueNumber, 'sent')
  await end(cancelled.issueNumber, 'cancelled')
  await sql`update delivery set state = 'excluded', exclusion = 'cancelled', settled_at = clock_now()
    where issue_number = ${cancelled.issueNumber}`.execute(context.db)
  const before = await accountsOf(context.db, numbers)

  await retire(context)
  expect(await partitions('delivery')).toHaveLength(4)
  await site.database.pass('2 days')
  await retire(context)
  await retire(context)

  const left = [cancelled, recent].map(({ issueNumber }) => issueNumber)
  expect(await partitions('delivery')).toEqual(left.map((number) => `delivery_${number}`))
  expect(await partitions('batch')).toEqual(left.map((number) => `batch_${number}`))
  expect(await accountsOf(context.db, numbers)).toEqual(before)
  expect(before.get(old.issueNumber)).toMatchObject({
    excluded: 1,
    accepted: 3,
    excludedBecause: { ended: 1 },
  })
  expect(before.get(parked.issueNumber)).toMatchObject({ unknown: 4 })

  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relname in (${`delivery_${old.issueNumber}`}, ${`batch_${old.issueNumber}`})`.execute(
    context.db,
  )
  expect(rows).toEqual([])
})

test('a webhook about a delivery whose ledger was dropped is applied with no effect', async () => {
  const { context } = site
  const [reader] = await addReaders(context, 1)
  const ledger = await addLedger(context, [reader!])
  await end(ledger.issueNumber, 'sent')
  await site.database.pass('401 days')
  await retire(context)
  expect(await partitions('delivery')).toEqual([])
  const { id, body } = webhook('email.opened', { tags: ledger.tags(reader!) })
  const { key, delivery } = (JSON.parse(body) as { data: { tags: Record<string, string> } }).data.tags
  const [issueNumber, subscriberId] = delivery!.split('-').map(Number)
  const nothing = { emailId: null, mailId: null, bounce: null, reason: null }
  const event = { svixId: id, type: 'email.opened', occurredAt: new Date(), key: key!, ...nothing }
  await insertEvents(context.db, [{ ...event, issueNumber: issueNumber!, subscriberId: subscriberId! }])
  expect(await applyEvents(context)).toBe(1)
})

async function end(issueNumber: number, status: 'sent' | 'cancelled'): Promise<void> {
  await sql`update issue set status = ${status}, sent_at = case when ${status} = 'sent' then clock_now() end
    where number = ${issueNumber}`.execute(site.context.db)
}

test('who never confirmed is erased after 30 days, and who asked again meanwhile is not', async () => {
  const { context, database } = site
  const { db } = context
  const request = createRequestTaker(context)
  await request({ address: 'never@lovelace.org', page: '/' })
  await request({ address: 'again@lovelace.org', page: '/' })
  await settleMails(db)
  await database.pass('29 days')
  await request({ address: 'again@lovelace.org', page: '/' })
  await settleMails(db)
  await database.pass('2 days')
  await retire(context)
  const left = await db.selectFrom('subscriber').select(['address', 'status']).execute()
  expect(left).toEqual([{ address: 'again@lovelace.org', status: 'pending' }])
  const consents = await db.selectFrom('consent').select('id').execute()
  const mails = await db.selectFrom('outbox').select('addressKey').execute()
  expect(consents).toHaveLength(2)
  expect(mails.map(({ addressKey }) => addressKey)).not.toContain('never@lovelace.org')
})

test('who had left, asked to come back and never confirmed has left', async () => {
  const { context, database } = site
  const { db } = context
  const { id } = await db
    .insertInto('subscriber')
    .values({
      address: 'back@lovelace.org',
      addressKey: 'back@lovelace.org',
      status: 'ended',
      endedAt: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertConsent(db, { subscriberId: id, kind: 'ended', source: 'one-click' })
  await createRequestTaker(context)({ address: 'back@lovelace.org', page: '/' })
  await settleMails(db)
  await database.pass('31 days')
  await retire(context)
  const left = await db.selectFrom('subscriber').select(['id', 'status']).execute()
  expect(left).toEqual([{ id, status: 'ended' }])
})

test('somebody whose mail is still on its way is kept, and so is a fresh mail’s record', async () => {
  const { context, database } = site
  await createRequestTaker(context)({ address: 'slow@lovelace.org', page: '/' })
  await database.pass('31 days')
  await retire(context)
  expect(await context.db.selectFrom('subscriber').select('id').execute()).toHaveLength(1)
  await settleMails(context.db)
  await database.pass('91 days')
  await retire(context)
  expect(await context.db.selectFrom('subscriber').select('id').execute()).toHaveLength(0)
  expect(await context.db.selectFrom('outbox').select('id').execute()).toHaveLength(0)
})

/** As if every mail had been accepted. */
async function settleMails(db: Db): Promise<void> {
  await sql`
    update outbox set status = 'accepted', provider_id = 'p', mail = null, settled_at = clock_now()
    where status = 'queued'`.execute(db)
}

test('a letter goes when no mail refers to it any more, and one that goes on being written is kept anew', async () => {
  const request = createRequestTaker(site.context)
  await request({ address: 'ada@lovelace.org', page: '/' })
  const letters = () => site.context.db.selectFrom('letter').select('id').execute()
  expect(await letters()).toHaveLength(2)
  await site.context.db.deleteFrom('outbox').execute()
  await retire(site.context)
  expect(await letters()).toHaveLength(2)
  await site.database.pass('91 days')
  await retire(site.context)
  expect(await letters()).toEqual([])
  expect(await request({ address: 'ada@lovelace.org', page: '/' })).toMatchObject({ outcome: 'mailed' })
  expect(await letters()).toHaveLength(2)
})

test('what was asked for and not confirmed is forgotten with its link, and what is open is not', async () => {
  const [one, two] = (await addReaders(site.context, 2)) as [number, number]
  await openedErrand(site.context, 'move', one)
  await site.database.pass('23 hours')
  await openedErrand(site.context, 'move', two)
  await site.database.pass('1 hour')
  await retire(site.context)
  expect(await site.context.db.selectFrom('errand').select('subscriberId').execute()).toEqual([
    { subscriberId: two },
  ])
})

test('what counted against a limit goes once its time is over, and not before', async () => {
  const { db } = site.context
  await countHits(db, [
    { key: 'short', points: 1, forMs: 60_000 },
    { key: 'long', points: 1, forMs: 3_600_000 },
  ])
  await site.database.pass('2 minutes')
  await retire(site.context)
  expect(await db.selectFrom('rateLimit').select('key').execute()).toEqual([{ key: 'long' }])
})
