import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { migrate } from '../../../db/migrate.ts'
import { erasedKey } from '../../../db/queries/erased-key.ts'
import { insertMail } from '../../../db/queries/outbox.ts'
import { insertConsent } from '../../../db/queries/subscriber.ts'
import { applyEvents } from '../../../src/actions/delivery-event/apply.ts'
import { adoptSubscription } from '../../../src/actions/errand/adopt.ts'
import { eraseSubscriber } from '../../../src/actions/errand/erase.ts'
import { eraseAddress } from '../../../src/actions/errand/erase-address.ts'
import { finishErasures } from '../../../src/actions/errand/finish-erasures.ts'
import { sendTestMail } from '../../../src/actions/issue/send-test.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { createRequestTaker } from '../../../src/actions/subscriber/request.ts'
import { unsubscribe } from '../../../src/actions/subscriber/unsubscribe.ts'
import type { Context } from '../../../src/context.ts'
import { createTestDatabase } from '../../support/database.ts'
import { openedErrand } from '../../support/errands.ts'
import { createSendingContextFor, type SendingContext, scheduledIssue } from '../../support/sending.ts'
import { tablesWith } from '../../support/whole-database.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { addSubscriber, readerToken } from '../../web/support.ts'

const ADA = 'reader1@lovelace.org'

let sending: SendingContext
let context: Context
let ada: number
beforeEach(async () => {
  sending = await createSendingContextFor(3)
  context = sending.context
  ada = await idOf(ADA)
})

const erase = async (id = ada) =>
  (await eraseSubscriber(context, await openedErrand(context, 'erase', id))).outcome

test('an erasure leaves the address nowhere, and everything about others as it was', async () => {
  const { db } = context
  // Ada came by a move, as an address of another spelling, and is written to in everybody's name.
  const before = await addSubscriber(context, 'Ada.Before@hopper.org'.toLowerCase())
  await sql`insert into vote (tool_id, subscriber_id, verdict) select id, ${before}::bigint, 'ship' from tool`.execute(
    db,
  )
  const issueNumber = await scheduledIssue(context)
  await workUntilDone(context)
  const adopt = await openedErrand(context, 'adopt', before, ADA)
  expect(await adoptSubscription(context, adopt)).toMatchObject({ outcome: 'moved' })
  await insertConsent(db, { subscriberId: ada, kind: 'ended', source: 'page', reason: `I am ${ADA}` })
  await openedErrand(context, 'adopt', await idOf('reader2@lovelace.org'), ADA)
  await openedErrand(context, 'move', ada, 'elsewhere@hopper.org')
  await createRequestTaker(context)({ address: ADA.toUpperCase(), page: '/' })
  expect(await sendTestMail(context, issueNumber, ADA)).toMatchObject({ outcome: 'queued' })
  await workUntilDone(context)
  await sql`
    insert into delivery_event (svix_id, type, occurred_at, email_id, key, issue_number, subscriber_id, bounce, reason)
    select 'msg_' || subscriber_id, 'email.bounced', date_trunc('second', clock_now()), provider_id, batch.key, delivery.issue_number,
      subscriber_id, 'soft', 'full: ' || address
    from delivery join batch on batch.issue_number = delivery.issue_number and batch.number = batch_number`.execute(
    db,
  )
  await applyEvents(context)
  for (const address of [ADA, 'ada.before@hopper.org', 'reader2@lovelace.org']) {
    for (const liftedAt of [new Date(), null]) {
      await db
        .insertInto('suppression')
        .values({ address, addressKey: address, reason: 'manual', note: `by ${address}`, liftedAt })
        .execute()
    }
  }
  const account = (await showIssue(context, issueNumber))!.account
  const mails = (await sending.mails()).length
  const tables = (await tablesWith(context, ADA)).map((name) => name.replace(/_\d+$/, ''))
  expect(tables).toEqual([
    'mailbox.mail',
    'public.consent',
    'public.delivery',
    'public.delivery_event',
    'public.errand',
    'public.outbox',
    'public.subscriber',
    'public.suppression',
  ])
  const others = await everythingOf('reader2')

  expect(await erase()).toBe('erased')
  await workUntilDone(context)

  expect(await tablesWith(context, ADA)).toEqual([])
  expect(await tablesWith(context, 'reader1')).toEqual([])
  expect(await tablesWith(context, 'ada.before')).toEqual([])
  expect(await tablesWith(context, 'elsewhere@hopper.org')).toEqual([])
  expect(await everythingOf('reader2')).toEqual(others)
  expect((await showIssue(context, issueNumber))!.account).toEqual(account)
  expect((await sending.mails()).length).toBeLessThan(mails)
  const { rows } = await sql<object>`
    select subscriber_id, address, state, bounce, failure, provider_id from delivery
    where subscriber_id = any (${[ada, before]}::bigint[]) order by subscriber_id`.execute(db)
  const kept = { address: expect.stringMatching(/^#[0-9a-f]{64}$/), state: 'accepted' }
  expect(rows).toEqual(
    [ada, before].map((subscriberId) => ({
      ...kept,
      subscriberId,
      bounce: 'soft',
      failure: null,
      providerId: null,
    })),
  )
  const events = await db
    .selectFrom('deliveryEvent')
    .select(['type', 'emailId', 'reason'])
    .where('subscriberId', 'in', [ada, before])
    .execute()
  expect(events).toEqual([
    { type: 'email.bounced', emailId: null, reason: null },
    { type: 'email.bounced', emailId: null, reason: null },
  ])
  const erasures = await db.selectFrom('erasure').selectAll().orderBy('subscriberId').execute()
  expect(erasures.map(({ subscriberId, finishedAt }) => [subscriberId, finishedAt])).toEqual(
    [ada, before].map((id) => [id, expect.any(Date)]),
  )
  const suppressions = await db.selectFrom('suppression').selectAll().where('note', 'is', null).execute()
  expect(suppressions).toHaveLength(4)
})

test('an address without a suppression gets one that says why, under its hash alone', async () => {
  await erase()
  const { hash } = await context.db.selectFrom('erasure').select('hash').executeTakeFirstOrThrow()
  expect(await context.db.selectFrom('suppression').selectAll().execute()).toEqual([
    {
      id: expect.any(Number),
      address: hash,
      addressKey: hash,
      reason: 'erased',
      note: null,
      createdAt: expect.any(Date),
      liftedAt: null,
    },
  ])
  expect(hash).toMatch(/^#[0-9a-f]{64}$/)
})

test('two installations know an erased address by different hashes', async () => {
  const hashes = await Promise.all(
    [1, 2].map(async () => {
      const { db } = await createTestDatabase({ empty: true })
      await migrate(db)
      const { rows } = await sql<{ hash: string }>`select ${erasedKey(sql.val(ADA))} as hash`.execute(db)
      return rows[0]!.hash
    }),
  )
  expect(hashes).toEqual([expect.stringMatching(/^#[0-9a-f]{64}$/), expect.stringMatching(/^#[0-9a-f]{64}$/)])
  expect(hashes[0]).not.toBe(hashes[1])
})

test('pressed in two tabs at once, it is done once', async () => {
  const token = await openedErrand(context, 'erase', ada)
  const outcomes = await Promise.all([1, 2, 3].map(() => eraseSubscriber(context, token)))
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['closed', 'closed', 'erased'])
})

test('when the mailbox does not answer nothing is erased, and the link still works', async () => {
  const token = await openedErrand(context, 'erase', ada)
  const before = await everythingOf('reader1')
  sending.answerInstead((_, response) => void response.writeHead(500).end())
  expect(await eraseSubscriber(context, token)).toEqual({ outcome: 'mailbox-away' })
  expect(await everythingOf('reader1')).toEqual(before)
  expect(sending.logged()).not.toContain('reader1')
  sending.answerInstead()
  expect(await eraseSubscriber(context, token)).toMatchObject({ outcome: 'erased' })
})

test.each(['pending', 'ended'] as const)('who is %s can be erased', async (status) => {
  const id = await addSubscriber(context, 'other@hopper.org', status)
  expect(await erase(id)).toBe('erased')
  await workUntilDone(context)
  expect(await tablesWith(context, 'other@hopper.org')).toEqual([])
})

test('an unsubscribe link of somebody erased is answered as ever', async () => {
  const token = readerToken(context, ada)
  await erase()
  for (const how of ['one-click', 'page'] as const) {
    expect(await unsubscribe(context, token, { how })).toBe('already-ended')
  }
})

test('an operator erases by the present or a former address', async () => {
  const adopt = await openedErrand(context, 'adopt', ada, 'new@hopper.org')
  await adoptSubscription(context, adopt)
  expect(await eraseAddress(context, 'nobody@hopper.org')).toEqual({ outcome: 'not-found' })
  expect(await eraseAddress(context, 'nobody')).toMatchObject({ outcome: 'invalid' })
  expect(await eraseAddress(context, ' Reader1@LOVELACE.org')).toEqual({ outcome: 'erased' })
  await workUntilDone(context)
  for (const address of [ADA, 'new@hopper.org']) expect(await tablesWith(context, address)).toEqual([])
  expect(await eraseAddress(context, ADA)).toEqual({ outcome: 'not-found' })
})

test('a mail that waits in the outbox is not sent any more', async () => {
  const addressKey = ADA
  const mail = { from: 'a@hopper.org', to: ADA, subject: 'S', html: '<p>S</p>', text: 'S', tags: {} }
  await insertMail(context.db, { kind: 'moved', subscriberId: ada, addressKey, mail })
  await erase()
  await workUntilDone(context)
  expect(await sending.mails()).toEqual([])
})

test('the log of an erasure holds no address', async () => {
  await erase()
  await finishErasures(context)
  expect(sending.logged()).toContain('erasure is finished')
  expect(sending.logged()).not.toContain('reader1')
})

async function idOf(address: string, { db }: Context = context): Promise<number> {
  const { id } = await db
    .selectFrom('subscriber')
    .select('id')
    .where('address', '=', address)
    .executeTakeFirstOrThrow()
  return id
}

/** Every row about a reader, in whichever table; their deliveries and votes by their number. */
async function everythingOf(name: string): Promise<unknown> {
  const { db } = context
  const id = await idOf(`${name}@lovelace.org`)
  const rows: unknown[] = []
  for (const table of [
    'subscriber',
    'consent',
    'vote',
    'delivery',
    'delivery_event',
    'suppression',
  ] as const) {
    const of = table === 'subscriber' ? sql`id` : sql`subscriber_id`
    const where = table === 'suppression' ? sql`address_key = ${`${name}@lovelace.org`}` : sql`${of} = ${id}`
    const found = await sql`select * from ${sql.table(table)} where ${where} order by 1, 2`.execute(db)
    rows.push(table, found.rows)
  }
  return rows
}
