import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { insertEvents, takeEvents } from '../../../db/queries/delivery-event.ts'
import { land } from '../../../db/queries/delivery-event-apply.ts'
import { installationId } from '../../../db/queries/installation.ts'
import { countOutcomes } from '../../../db/queries/issue-outcomes.ts'
import { isSuppressed } from '../../../db/queries/suppression.ts'
import { applyEvents } from '../../../src/actions/delivery-event/apply.ts'
import { liftSuppression } from '../../../src/actions/suppression/lift.ts'
import type { Context } from '../../../src/context.ts'
import type { BatchState } from '../../../src/domain/batch-states.ts'
import { DELIVERY_EVENTS, QUOTA_WAVE, SOFT_BOUNCES_IN_A_ROW } from '../../../src/domain/delivery-event.ts'
import { type EventOfDelivery, landingsOf } from '../../../src/domain/landing.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { waiting } from '../../support/waiting.ts'
import {
  addLedger,
  batchOf,
  deliveryOf,
  eventsIn,
  type Ledger,
  outcomesByBatch,
  type Webhook,
  webhook,
} from '../../support/webhooks.ts'

let site: TestContext
let context: Context

beforeAll(async () => {
  site = await createTestContext()
  context = site.context
})

afterEach(async () => {
  const { counted, inLedger } = await outcomesByBatch(context)
  expect(counted, 'what was counted as it landed').toEqual(inLedger)
})

/** A time that has passed, so many seconds after another. */
const second = (count: number) => new Date(anHourAgo + count * 1000)
const anHourAgo = Date.now() - 3_600_000

async function addReader(address = `Reader-${randomUUID()}@lovelace.org`): Promise<number> {
  const { id } = await context.db
    .insertInto('subscriber')
    .values({ address, addressKey: address.toLowerCase(), status: 'confirmed', confirmedAt: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function addReaders(count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => addReader()))
}

async function store(webhooks: readonly Webhook[]): Promise<void> {
  await insertEvents(context.db, await eventsIn(context, webhooks))
}

async function tell(...webhooks: Webhook[]): Promise<number> {
  await store(webhooks)
  return applyEvents(context)
}

async function unapplied(): Promise<number> {
  const rows = await context.db
    .selectFrom('deliveryEvent')
    .select('svixId')
    .where('appliedAt', 'is', null)
    .execute()
  return rows.length
}

async function suppressionOf(subscriberId: number) {
  return context.db
    .selectFrom('suppression')
    .innerJoin('subscriber', 'subscriber.addressKey', 'suppression.addressKey')
    .select(['suppression.address', 'reason', 'note'])
    .where('subscriber.id', '=', subscriberId)
    .where('liftedAt', 'is', null)
    .executeTakeFirst()
}

const BOUNCES = { hard: 'Permanent', soft: 'Transient' } as const

function bounced(ledger: Ledger, subscriber: number, bounce: 'hard' | 'soft', at = second(0)): Webhook {
  const told = { type: BOUNCES[bounce], subType: 'General', message: `a ${bounce} one` }
  return webhook('email.bounced', { tags: ledger.tags(subscriber), at, bounce: told })
}

test.each<[BatchState]>([['prepared'], ['submitting'], ['unknown'], ['parked']])(
  'one webhook proves the whole request, also of a batch that is %s',
  async (status) => {
    const [ada, bob] = await addReaders(2)
    const ledger = await addLedger(context, [ada!, bob!], { status })
    expect(await tell(webhook('email.sent', { tags: ledger.tags(ada!), emailId: 'an-id' }))).toBe(1)
    expect(await batchOf(context, ledger)).toMatchObject({ status: 'accepted', settledBy: 'webhook' })
    expect(await deliveryOf(context, ledger, ada!)).toMatchObject({ state: 'accepted', providerId: 'an-id' })
    expect(await deliveryOf(context, ledger, bob!)).toMatchObject({ state: 'accepted', providerId: null })
  },
)

test('of a delivery that does not exist the event is applied and kept, and its key still proves the batch', async () => {
  const [ada] = await addReaders(1)
  const ledger = await addLedger(context, [ada!], { status: 'unknown' })
  expect(await tell(webhook('email.sent', { tags: ledger.tags(999_999) }))).toBe(1)
  expect(await batchOf(context, ledger)).toMatchObject({ status: 'accepted' })
  const elsewhere = { ...ledger.tags(ada!), delivery: `8888-${ada}` }
  expect(await tell(webhook('email.sent', { tags: elsewhere }))).toBe(1)
  expect(await unapplied()).toBe(0)
})

test.each(['to-send', 'unknown'] as const)(
  'a webhook under another key proves its own delivery, which was %s, and no other; loudly',
  async (state) => {
    const [ada, bob] = await addReaders(2)
    const ledger = await addLedger(context, [ada!, bob!], {
      status: state === 'to-send' ? 'prepared' : 'unknown',
    })
    await tell(webhook('email.delivered', { tags: ledger.tags(ada!, 'an-old-key'), emailId: 'an-id' }))
    expect(await deliveryOf(context, ledger, ada!)).toMatchObject({
      state: 'accepted',
      providerId: 'an-id',
      deliveredAt: expect.any(Date),
    })
    expect(await deliveryOf(context, ledger, bob!)).toMatchObject({ state })
    expect(errorsOf(ledger)).toEqual([expect.stringContaining('under a key that their batch does not have')])
  },
)

test('a webhook of a mail that is not on record for its delivery is loud, and changes no id', async () => {
  const [ada] = await addReaders(1)
  const ledger = await addLedger(context, [ada!])
  await tell(webhook('email.sent', { tags: ledger.tags(ada!), emailId: 'first' }))
  expect(errorsOf(ledger)).toEqual([])
  await tell(webhook('email.sent', { tags: ledger.tags(ada!), emailId: 'second' }))
  expect(await deliveryOf(context, ledger, ada!)).toMatchObject({ providerId: 'first' })
  expect(errorsOf(ledger)).toEqual([expect.stringContaining('contradict')])
})

test('a webhook of a delivery that was excluded is loud, and it stays excluded', async () => {
  const [ada] = await addReaders(1)
  const ledger = await addLedger(context, [ada!])
  await sql`update delivery set state = 'excluded', exclusion = 'ended'
    where issue_number = ${ledger.issueNumber}`.execute(context.db)
  await tell(webhook('email.delivered', { tags: ledger.tags(ada!) }))
  expect(await deliveryOf(context, ledger, ada!)).toMatchObject({ state: 'excluded', providerId: null })
  expect(errorsOf(ledger)).toEqual([expect.stringContaining('contradict')])
})

function errorsOf({ issueNumber }: Ledger): string[] {
  return site
    .logged()
    .split('\n')
    .filter((line) => line.includes('"level":50') && line.includes(`"issueNumber":${issueNumber},`))
}

test('each type sets its own time, and an unknown one none', async () => {
  const [ada] = await addReaders(1)
  const ledger = await addLedger(context, [ada!])
  const types = [...Object.keys(DELIVERY_EVENTS), 'email.teleported']
  const told = types.map((type, index) => webhook(type, { tags: ledger.tags(ada!), at: second(index) }))
  await tell(...told)
  const delivery = await deliveryOf(context, ledger, ada!)
  expect({
    delivered: delivery.deliveredAt,
    delayed: delivery.delayedAt,
    bounced: delivery.bouncedAt,
    complained: delivery.complainedAt,
    opened: delivery.openedAt,
    clicked: delivery.clickedAt,
    failed: delivery.failedAt,
    suppressed: delivery.suppressedAt,
  }).toEqual({
    delivered: second(2),
    delayed: second(3),
    bounced: second(4),
    complained: second(5),
    opened: second(6),
    clicked: second(7),
    failed: second(8),
    suppressed: second(9),
  })
})

test('the earliest time stands, a hard bounce outweighs a soft one, and nothing is ever unset', async () => {
  const [ada] = await addReaders(1)
  const ledger = await addLedger(context, [ada!])
  const times = [second(5), second(3), second(9)] as const
  for (const at of times) await tell(webhook('email.opened', { tags: ledger.tags(ada!), at, emailId: 'one' }))
  await tell(bounced(ledger, ada!, 'soft', times[1]))
  await tell(bounced(ledger, ada!, 'hard', times[0]))
  await tell(bounced(ledger, ada!, 'soft', times[2]))
  expect(await deliveryOf(context, ledger, ada!)).toMatchObject({
    openedAt: times[1],
    bouncedAt: times[1],
    bounce: 'hard',
    failure: 'a soft one',
  })
})

test('an event from a clock that is far off lands at the time it was received', async () => {
  const [ada] = await addReaders(1)
  const ledger = await addLedger(context, [ada!])
  const tags = ledger.tags(ada!)
  const before = Date.now()
  await tell(
    webhook('email.delivered', { tags, at: new Date('1999-01-01'), emailId: 'one' }),
    webhook('email.opened', { tags, at: new Date('2999-01-01'), emailId: 'one' }),
  )
  const { deliveredAt, openedAt } = await deliveryOf(context, ledger, ada!)
  for (const time of [deliveredAt, openedAt]) {
    expect(time!.getTime()).toBeGreaterThanOrEqual(before - 1)
    expect(time!.getTime()).toBeLessThanOrEqual(Date.now() + 1)
  }
})

test('500 events, shuffled and repeated, give the same rows as in order', async () => {
  const types = Object.keys(DELIVERY_EVENTS)
  const template = await addReaders(50)
  const plan = Array.from({ length: 500 }, (_, index) => ({
    type: types[(index * 7) % types.length]!,
    reader: (index * 13) % 50,
    at: second((index * 31) % 100),
    bounce: index % 3 === 0 ? ('hard' as const) : ('soft' as const),
  }))
  const run = async (order: readonly number[], chunks: number) => {
    await sql`delete from suppression`.execute(context.db)
    const ledger = await addLedger(context, template, { status: 'unknown' })
    const events = plan.map(({ type, reader, at, bounce }) =>
      webhook(type, {
        tags: ledger.tags(template[reader]!),
        emailId: `mail-${reader}`,
        at,
        bounce: { type: BOUNCES[bounce], message: `a ${bounce} one` },
        failed: { reason: 'unreachable' },
        suppressed: { message: 'on a list' },
      }),
    )
    const size = Math.ceil(order.length / chunks)
    for (let start = 0; start < order.length; start += size) {
      await tell(...order.slice(start, start + size).map((index) => events[index]!))
    }
    const rows = await context.db
      .selectFrom('delivery')
      .selectAll()
      .where('issueNumber', '=', ledger.issueNumber)
      .orderBy('subscriberId')
      .execute()
    const suppressed = await context.db
      .selectFrom('suppression')
      .select(['addressKey', 'reason'])
      .orderBy('addressKey')
      .execute()
    return { rows: rows.map(({ issueNumber: _, settledAt: __, ...row }) => row), suppressed }
  }
  const inOrder = await run([...plan.keys()], 1)
  expect(inOrder.rows.filter(({ bounce }) => bounce === 'hard').length).toBeGreaterThan(0)
  expect(inOrder.suppressed.length).toBeGreaterThan(0)

  const shuffled = fc.shuffledSubarray([...plan.keys(), ...plan.keys()], { minLength: 1_000 })
  await fc.assert(
    fc.asyncProperty(shuffled, fc.integer({ min: 1, max: 8 }), async (order, chunks) => {
      expect(await run(order, chunks)).toEqual(inOrder)
    }),
    { numRuns: 6 },
  )
})

test('two that apply at once, and again, let each event have its effect once', async () => {
  const readers = await addReaders(300)
  const ledgers = await Promise.all([1].map(() => addLedger(context, readers, { status: 'submitting' })))
  const ledger = ledgers[0]!
  await store(
    readers.flatMap((reader) => [
      webhook('email.delivered', { tags: ledger.tags(reader), emailId: `mail-${reader}` }),
      webhook('email.opened', { tags: ledger.tags(reader), emailId: `mail-${reader}` }),
    ]),
  )
  const applied = await Promise.all([applyEvents(context), applyEvents(context), applyEvents(context)])
  applied.push(await applyEvents(context))
  expect(applied.reduce((sum, count) => sum + count)).toBe(600)
  expect(await unapplied()).toBe(0)
  const { rows } = await sql<{ count: number }>`
    select count(*) from delivery where issue_number = ${ledger.issueNumber} and state = 'accepted'
      and delivered_at is not null and opened_at is not null and provider_id = 'mail-' || subscriber_id`.execute(
    context.db,
  )
  expect(rows).toEqual([{ count: 300 }])
})

test('what lands twice at once on one delivery is counted once, whoever holds its batch', async () => {
  const [ada] = await addReaders(1)
  const ledger = await addLedger(context, [ada!])
  const events = await eventsIn(context, [webhook('email.delivered', { tags: ledger.tags(ada!) })])
  const landings = landingsOf(events as EventOfDelivery[])
  let again: Promise<void> | undefined
  await context.db.transaction().execute(async (tx) => {
    await land(tx, landings)
    again = land(context.db, landings)
    await expect.poll(() => waiting(context.db)).toBe(1)
  })
  await again
  expect(await countOutcomes(context.db, ledger.issueNumber)).toMatchObject({ delivered: 1 })
})

test('a flood is applied at once, though in rounds', async () => {
  await store(Array.from({ length: 2_100 }, () => webhook('contact.created')))
  expect(await applyEvents(context)).toBe(2_100)
  expect(await unapplied()).toBe(0)
})

test('events that somebody else is applying are left to them', async () => {
  await store([webhook('contact.created')])
  await context.db.transaction().execute(async (tx) => {
    expect(await takeEvents(tx, 10)).toHaveLength(1)
    expect(await applyEvents(context)).toBe(0)
  })
  expect(await applyEvents(context)).toBe(1)
})

test('events of a batch that somebody holds wait for it; all others do not', async () => {
  const [ada, bob] = await addReaders(2)
  const [busy, free] = [
    await addLedger(context, [ada!], { status: 'submitting' }),
    await addLedger(context, [bob!], { status: 'submitting' }),
  ]
  await context.db.transaction().execute(async (tx) => {
    await sql`select from batch where issue_number = ${busy.issueNumber} for update`.execute(tx)
    const both = [busy.tags(ada!), free.tags(bob!)].map((tags) => webhook('email.delivered', { tags }))
    expect(await tell(...both)).toBe(1)
    expect(await batchOf(context, free)).toMatchObject({ status: 'accepted' })
    expect(await batchOf(context, busy)).toMatchObject({ status: 'submitting' })
  })
  expect(await applyEvents(context)).toBe(1)
  expect(await batchOf(context, busy)).toMatchObject({ status: 'accepted' })
})

test.each([1, 2])('an event whose key is another batch’s waits for both: batch %i is held', async (held) => {
  const [ada] = await addReaders(1)
  const ledger = await addLedger(context, [ada!], { status: 'submitting' })
  const { issueNumber } = ledger
  const another = randomUUID()
  await sql`insert into batch (issue_number, number, key) values (${issueNumber}, 2, ${another})`.execute(
    context.db,
  )
  await context.db.transaction().execute(async (tx) => {
    await sql`select from batch where issue_number = ${issueNumber} and number = ${held} for update`.execute(
      tx,
    )
    expect(await tell(webhook('email.delivered', { tags: ledger.tags(ada!, another) }))).toBe(0)
  })
  expect(await applyEvents(context)).toBe(1)
  expect(await batchOf(context, ledger, 2)).toMatchObject({ status: 'accepted' })
})

test('what fails half-way has had no effect, and has it the next time', async () => {
  const [ada] = await addReaders(1)
  const ledger = await addLedger(context, [ada!], { status: 'unknown' })
  await sql`alter table suppression rename to elsewhere`.execute(context.db)
  await expect(tell(bounced(ledger, ada!, 'hard'))).rejects.toThrow('suppression')
  expect(await batchOf(context, ledger)).toMatchObject({ status: 'unknown' })
  await sql`alter table elsewhere rename to suppression`.execute(context.db)
  expect(await applyEvents(context)).toBe(1)
  expect(await batchOf(context, ledger)).toMatchObject({ status: 'accepted' })
  expect(await suppressionOf(ada!)).toMatchObject({ reason: 'hard-bounce' })
})

test('a hard bounce, a complaint and Resend’s own suppression suppress the address the mail went to', async () => {
  const [bouncing, angry, listed, soft, happy] = await addReaders(5)
  const ledger = await addLedger(context, [bouncing!, angry!, listed!, soft!, happy!])
  await sql`update subscriber set address = 'new-' || address, address_key = 'new-' || address_key
    where id = ${listed!}`.execute(context.db)
  await tell(
    bounced(ledger, bouncing!, 'hard'),
    webhook('email.complained', { tags: ledger.tags(angry!) }),
    webhook('email.suppressed', { tags: ledger.tags(listed!), suppressed: { message: 'on a list' } }),
    bounced(ledger, soft!, 'soft'),
    webhook('email.delivered', { tags: ledger.tags(happy!) }),
  )
  const { address } = await deliveryOf(context, ledger, bouncing!)
  expect(await suppressionOf(bouncing!)).toEqual({
    address,
    reason: 'hard-bounce',
    note: `a webhook about issue ${ledger.issueNumber}`,
  })
  expect(await suppressionOf(angry!)).toMatchObject({ reason: 'complaint' })
  expect(await suppressionOf(listed!)).toBeUndefined()
  const former = (await deliveryOf(context, ledger, listed!)).address.toLowerCase()
  expect(await isSuppressed(context.db, former)).toBe(true)
  expect(await suppressionOf(soft!)).toBeUndefined()
  expect(await suppressionOf(happy!)).toBeUndefined()
})

test('a complaint outweighs what an address is suppressed for already, and nothing outweighs a complaint', async () => {
  const [ada] = await addReaders(1)
  const ledger = await addLedger(context, [ada!])
  const { address } = await deliveryOf(context, ledger, ada!)
  await context.db
    .insertInto('suppression')
    .values({ address, addressKey: address.toLowerCase(), reason: 'manual' })
    .execute()
  await tell(bounced(ledger, ada!, 'hard'))
  expect(await suppressionOf(ada!)).toMatchObject({ reason: 'manual' })
  await tell(webhook('email.complained', { tags: ledger.tags(ada!) }))
  await tell(bounced(ledger, ada!, 'hard'))
  expect(await suppressionOf(ada!)).toMatchObject({ reason: 'complaint' })
  expect(await liftSuppression(context, { address })).toMatchObject({ outcome: 'complaint' })
})

test('soft bounces suppress after so many in a row, whatever the order they come in', async () => {
  const [ada] = await addReaders(1)
  const ledgers: Ledger[] = []
  for (let count = 0; count < SOFT_BOUNCES_IN_A_ROW; count++) ledgers.push(await addLedger(context, [ada!]))
  const [first, ...others] = ledgers.toReversed().map((ledger) => bounced(ledger, ada!, 'soft'))
  await tell(...others)
  expect(await suppressionOf(ada!)).toBeUndefined()
  await tell(first!)
  expect(await suppressionOf(ada!)).toMatchObject({ reason: 'cleaned', note: '5 soft bounces in a row' })
})

test('a mail delivered in between begins the row anew, and so does an editor who lifts the suppression', async () => {
  const [ada] = await addReaders(1)
  const issue = (type: 'bounced' | 'delivered' | 'nothing') => async () => {
    const ledger = await addLedger(context, [ada!])
    if (type === 'bounced') await tell(bounced(ledger, ada!, 'soft', new Date()))
    if (type === 'delivered') await tell(webhook('email.delivered', { tags: ledger.tags(ada!) }))
    return ledger
  }
  const [bounce, arrive, hearNothing] = [issue('bounced'), issue('delivered'), issue('nothing')]
  for (const step of [bounce, bounce, bounce, arrive, bounce, bounce, bounce, hearNothing, bounce])
    await step()
  expect(await suppressionOf(ada!)).toBeUndefined()
  const { address } = await deliveryOf(context, await bounce(), ada!)
  expect(await suppressionOf(ada!)).toMatchObject({ reason: 'cleaned' })
  await liftSuppression(context, { address })
  for (const step of [bounce, bounce, bounce, bounce]) await step()
  expect(await suppressionOf(ada!)).toBeUndefined()
  await bounce()
  expect(await suppressionOf(ada!)).toMatchObject({ reason: 'cleaned' })
})

test('a soft bounce of a mail that arrived in the end does not count', async () => {
  const [ada] = await addReaders(1)
  for (let count = 0; count <= SOFT_BOUNCES_IN_A_ROW; count++) {
    const ledger = await addLedger(context, [ada!])
    await tell(webhook('email.delivered', { tags: ledger.tags(ada!), emailId: 'one' }))
    await tell(bounced(ledger, ada!, 'soft'))
  }
  expect(await suppressionOf(ada!)).toBeUndefined()
})

test('a wave of mails that failed for the quota holds the issue that is being sent', async () => {
  const readers = await addReaders(2 * QUOTA_WAVE.mails)
  const ledger = await addLedger(context, readers)
  const fail = (index: number, reason: string, at = new Date()) =>
    webhook('email.failed', { tags: ledger.tags(readers[index]!), at, failed: { reason } })
  const issue = () =>
    context.db
      .selectFrom('issue')
      .select(['status', 'heldBecause'])
      .where('number', '=', ledger.issueNumber)
      .executeTakeFirstOrThrow()

  const others = [0, 1, 2, 3].map((index) => fail(index, 'invalid_recipient'))
  const longAgo = fail(4, 'reached_daily_quota', new Date(Date.now() - 2 * 3_600_000))
  const wave = Array.from({ length: QUOTA_WAVE.mails }, (_, index) => fail(5 + index, 'reached_daily_quota'))
  await tell(...others, longAgo, ...wave.slice(1))
  expect((await issue()).status).toBe('sending')
  await tell(wave[0]!)
  expect(await issue()).toEqual({
    status: 'held',
    heldBecause: expect.stringContaining('for its quota (reached_daily_quota)'),
  })
})

test('a webhook proves a small mail, and a hard bounce or complaint of it suppresses its address', async () => {
  const { db } = context
  const installation = await installationId(db)
  const add = async (address: string) => {
    const { id } = await db
      .insertInto('outbox')
      .values({ kind: 'confirmation', addressKey: address, mail: JSON.stringify({ to: address }) as never })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, tags: { installation, mail: String(id) } }
  }
  const [fine, bouncing] = [await add('fine@lovelace.org'), await add('bouncing@lovelace.org')]
  await tell(
    webhook('email.sent', { tags: fine.tags, emailId: 'an-id' }),
    webhook('email.bounced', { tags: bouncing.tags, bounce: { type: 'Permanent' } }),
    webhook('email.sent', { tags: { installation, mail: '999999' } }),
  )
  const row = await db.selectFrom('outbox').selectAll().where('id', '=', fine.id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ status: 'accepted', providerId: 'an-id', mail: null })
  expect(await isSuppressed(db, 'fine@lovelace.org')).toBe(false)
  expect(await isSuppressed(db, 'bouncing@lovelace.org')).toBe(true)
  await tell(webhook('email.complained', { tags: fine.tags, emailId: 'another-id' }))
  expect(await isSuppressed(db, 'fine@lovelace.org')).toBe(true)
  const after = await db.selectFrom('outbox').selectAll().where('id', '=', fine.id).executeTakeFirstOrThrow()
  expect(after).toEqual(row)
})

test('no address is in the log of all that', () => {
  expect(site.logged()).toContain('webhooks applied')
  expect(site.logged()).not.toContain('lovelace')
})
