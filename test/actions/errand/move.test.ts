import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { findOpenDeliveries } from '../../../db/queries/batch-claim.ts'
import { adoptSubscription } from '../../../src/actions/errand/adopt.ts'
import { makeDownload } from '../../../src/actions/errand/download.ts'
import { confirmMove } from '../../../src/actions/errand/move.ts'
import { retire } from '../../../src/actions/retention/retire.ts'
import { confirmSubscription } from '../../../src/actions/subscriber/confirm.ts'
import { importSubscribers } from '../../../src/actions/subscriber/import.ts'
import { createRequestTaker } from '../../../src/actions/subscriber/request.ts'
import { unsubscribe } from '../../../src/actions/subscriber/unsubscribe.ts'
import type { Context } from '../../../src/context.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { openedErrand } from '../../support/errands.ts'
import { importSmallContent } from '../../support/sending.ts'
import { addLedger } from '../../support/webhooks.ts'
import { addSubscriber, newestMail, readerToken, statusOf } from '../../web/support.ts'
import { inPieces } from '../subscriber/lists.ts'

const OLD = 'old@lovelace.org'
const NEW = 'new@hopper.org'

let site: TestContext
let context: Context
let id: number
beforeEach(async () => {
  site = await createTestContext()
  context = site.context
  id = await addSubscriber(context, OLD)
})

const adopt = async (address = NEW, who = id) =>
  (await adoptSubscription(context, await openedErrand(context, 'adopt', who, address))).outcome
const rows = () =>
  context.db
    .selectFrom('subscriber')
    .select(['id', 'addressKey', 'status', 'movedTo'])
    .orderBy('id')
    .execute()
const suppress = (address: string) =>
  context.db
    .insertInto('suppression')
    .values({ address, addressKey: address, reason: 'complaint', note: null })
    .execute()

test('a subscriber who moves stays who they are, with the new address; the old one has left', async () => {
  await context.db.updateTable('subscriber').set({ preferencesVersion: 4 }).execute()
  expect(await adopt('New@hopper.org')).toBe('moved')
  const former = { id: expect.any(Number), addressKey: OLD, status: 'ended', movedTo: id }
  expect(await rows()).toEqual([{ id, addressKey: NEW, status: 'confirmed', movedTo: null }, former])
  const { address, tokenVersion, preferencesVersion } = await context.db
    .selectFrom('subscriber')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect({ address, tokenVersion, preferencesVersion }).toEqual({
    address: 'New@hopper.org',
    tokenVersion: 2,
    preferencesVersion: 4,
  })
  const consents = await context.db.selectFrom('consent').select(['kind', 'source', 'statement']).execute()
  const consent = {
    kind: 'moved',
    source: '/errands/adopt',
    statement: expect.stringContaining('Send Weekly Verdicts to this address'),
  }
  expect(consents).toEqual([consent, consent])
})

test('where the new address is subscribed, the two are one, and the one who moves decides', async () => {
  await importSmallContent(context)
  const other = await addSubscriber(context, NEW)
  const { db } = context
  await sql`insert into selection (categories, frequency, format) values (null, 'monthly', 'text')`.execute(
    db,
  )
  await sql`update subscriber set selection_id = 2, paused_until = '2027-01-31' where id = ${id}`.execute(db)
  await sql`
    insert into vote (tool_id, subscriber_id, verdict)
    select id, ${id}::bigint, 'ship'::verdict from tool where slug = 'quill'
    union all select id, ${other}::bigint, 'skip'::verdict from tool`.execute(db)
  expect(await adopt()).toBe('moved')
  expect(await rows()).toEqual([
    { id, addressKey: OLD, status: 'ended', movedTo: other },
    { id: other, addressKey: NEW, status: 'confirmed', movedTo: null },
  ])
  const reached = await db.selectFrom('subscriber').selectAll().where('id', '=', other).executeTakeFirst()
  expect(reached).toMatchObject({ selectionId: 2, pausedUntil: '2027-01-31', preferencesVersion: 1 })
  const votes = await sql<object>`
    select slug, verdict, subscriber_id from vote join tool on tool.id = tool_id order by slug`.execute(db)
  expect(votes.rows).toEqual([
    { slug: 'quill', verdict: 'ship', subscriberId: other },
    { slug: 'reed', verdict: 'skip', subscriberId: other },
  ])
})

test.each(['pending', 'ended'] as const)('a new address that is %s is confirmed by it', async (status) => {
  const other = await addSubscriber(context, NEW, status)
  expect(await adopt()).toBe('moved')
  expect(await statusOf(context, other)).toBe('confirmed')
  const { confirmedAt, endedAt } = await context.db
    .selectFrom('subscriber')
    .select(['confirmedAt', 'endedAt'])
    .where('id', '=', other)
    .executeTakeFirstOrThrow()
  expect([confirmedAt, endedAt]).toEqual([expect.any(Date), null])
})

test('links of old mails end the subscription wherever it went, and move no further', async () => {
  const other = await addSubscriber(context, NEW)
  const [old, others] = [readerToken(context, id), readerToken(context, other)]
  expect(await adopt()).toBe('moved')
  expect(await adopt('third@hopper.org', other)).toBe('moved')
  expect(await unsubscribe(context, old, { how: 'one-click' })).toBe('unsubscribed')
  expect(await statusOf(context, other)).toBe('ended')
  expect(await unsubscribe(context, others, { how: 'one-click' })).toBe('already-ended')
})

test('a subscription can move on, and back to where it was', async () => {
  expect(await adopt()).toBe('moved')
  expect(await adopt(OLD)).toBe('moved')
  const [first, second] = await rows()
  expect(first).toMatchObject({ addressKey: NEW, status: 'ended', movedTo: second!.id })
  expect(second).toMatchObject({ addressKey: OLD, status: 'confirmed', movedTo: null })
  expect(await unsubscribe(context, readerToken(context, id), { how: 'one-click' })).toBe('unsubscribed')
  expect(await statusOf(context, second!.id)).toBe('ended')
})

test('an issue on its way goes to one mailbox: the old one is left out, with the reason', async () => {
  const other = await addSubscriber(context, NEW)
  const { issueNumber } = await addLedger(context, [id, other], { status: 'prepared' })
  await adopt()
  const open = await findOpenDeliveries(context.db, { issueNumber, batchNumber: 1 })
  expect(open.map(({ subscriberId, leaving }) => [subscriberId, leaving])).toEqual([
    [id, 'address-changed'],
    [other, null],
  ])
})

test('an old list does not bring the old address back, and its new owner can subscribe with it', async () => {
  await adopt()
  const list = `email,status\n${OLD},active\n`
  await importSubscribers(context, { input: inPieces(list), file: 'old.csv', consent: 'theirs' })
  expect((await rows()).map(({ status }) => status)).toEqual(['confirmed', 'ended'])
  const request = createRequestTaker(context)
  await request({ address: OLD, page: '/' })
  const { mail } = await newestMail(context)
  const token = /\/confirm\/(\S+)/.exec(mail.text)![1]!
  expect(await confirmSubscription(context, token)).toMatchObject({ outcome: 'confirmed' })
  expect((await rows()).map(({ status, movedTo }) => [status, movedTo])).toEqual([
    ['confirmed', null],
    ['confirmed', null],
  ])
})

test('somebody who merely enters the old address changes nothing about where it went', async () => {
  await adopt()
  await createRequestTaker(context)({ address: OLD, page: '/' })
  await site.database.pass('31 days')
  await context.db
    .updateTable('outbox')
    .set({ status: 'rejected', mail: null, settledAt: new Date() })
    .execute()
  await retire(context)
  expect((await rows()).map(({ status, movedTo }) => [status, movedTo])).toEqual([
    ['confirmed', null],
    ['ended', id],
  ])
})

test('a download knows where the subscription came from', async () => {
  await adopt()
  const made = await makeDownload(context, await openedErrand(context, 'download', id))
  expect(made).toMatchObject({
    download: {
      subscriber: { number: id, address: NEW },
      former: [{ address: OLD }],
      consents: [{ kind: 'moved' }, { kind: 'moved' }],
      mails: [{ kind: 'errand-adopt' }, { kind: 'moved' }, { kind: 'errand-download' }],
    },
  })
})

test('a new address that is suppressed is not mailed, and the answer is the same', async () => {
  const free = await confirmMove(context, await openedErrand(context, 'move', id, 'free@hopper.org'))
  expect(free).toMatchObject({ outcome: 'under-way' })
  expect((await newestMail(context)).mail.to).toBe('free@hopper.org')
  await suppress(NEW)
  const link = await openedErrand(context, 'move', id)
  expect(await confirmMove(context, link)).toEqual({ outcome: 'under-way', work: [] })
  expect((await newestMail(context)).mail.to).toBe(OLD)
})

test('a new address that is suppressed meanwhile gets no subscription', async () => {
  const link = await openedErrand(context, 'adopt', id)
  await suppress(NEW)
  expect(await adoptSubscription(context, link)).toEqual({ outcome: 'suppressed' })
  expect(await rows()).toMatchObject([{ addressKey: OLD, status: 'confirmed' }])
})

test.each(['move', 'adopt'] as const)('who has left meanwhile does not %s', async (kind) => {
  const link = await openedErrand(context, kind, id)
  await unsubscribe(context, readerToken(context, id), { how: 'one-click' })
  const act = kind === 'move' ? confirmMove : adoptSubscription
  expect(await act(context, link)).toEqual({ outcome: 'closed' })
  expect(await rows()).toMatchObject([{ addressKey: OLD, status: 'ended' }])
})

test('whatever else was asked for before the move is no more', async () => {
  const [download, move] = [
    await openedErrand(context, 'download', id),
    await openedErrand(context, 'move', id, 'elsewhere@hopper.org'),
  ]
  await adopt()
  expect(await makeDownload(context, download)).toEqual({ outcome: 'closed' })
  expect(await confirmMove(context, move)).toEqual({ outcome: 'closed' })
  expect(await context.db.selectFrom('errand').selectAll().execute()).toEqual([])
})

test('two who move to each other’s address at once both end up subscribed once', async () => {
  const other = await addSubscriber(context, NEW)
  const [there, back] = [
    await openedErrand(context, 'adopt', id, NEW),
    await openedErrand(context, 'adopt', other, OLD),
  ]
  const outcomes = await Promise.all([adoptSubscription(context, there), adoptSubscription(context, back)])
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['closed', 'moved'])
  expect((await rows()).filter(({ status }) => status === 'confirmed')).toHaveLength(1)
})
