import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { claimParcel, gatherParcel } from '../../../db/queries/parcel-claim.ts'
import { renderAlreadySubscribed } from '../../../emails/already-subscribed/render-already-subscribed.ts'
import { renderConfirmation } from '../../../emails/confirmation/render-confirmation.ts'
import { createRequestTaker } from '../../../src/actions/subscriber/request.ts'
import type { Context } from '../../../src/context.ts'
import { readToken } from '../../../src/domain/link-token.ts'
import type { SubscriberStatus } from '../../../src/domain/subscriber.ts'
import { createTestContext } from '../../support/context.ts'

let context: Context
let request: (address: string, page?: string) => ReturnType<ReturnType<typeof createRequestTaker>>
beforeEach(async () => {
  context = (await createTestContext({ REPLY_TO: 'desk@verdicts.org' })).context
  const take = createRequestTaker(context)
  request = (address, page = '/') => take({ address, page })
})

test('a mail from the outbox is, to the byte, the one that would be rendered for its reader', async () => {
  await addSubscriber('known@lovelace.org', 'confirmed')
  await Promise.all([request('new@lovelace.org'), request('Known@lovelace.org')])
  const { site, mailFrom, replyTo } = context.config
  const mails = (await gatherParcel(context.db))!.mails.map(({ mail }) => mail)
  const [confirmUrl] = mails[0]!.text.match(/http\S+\/confirm\/[\w-]{50}$/m)!
  const [preferencesUrl] = mails[1]!.text.match(/http\S+\/preferences\/[\w-]{50}$/m)!
  const same = { from: mailFrom, replyTo }
  expect(mails).toEqual([
    {
      ...same,
      to: 'new@lovelace.org',
      ...renderConfirmation({ site, confirmUrl }),
      tags: { kind: 'confirmation' },
    },
    {
      ...same,
      to: 'Known@lovelace.org',
      ...renderAlreadySubscribed({ site, preferencesUrl }),
      tags: { kind: 'already-subscribed' },
    },
  ])
})

test('a parcel of letters that is tried again holds the same mails', async () => {
  await Promise.all([request('one@lovelace.org'), request('two@lovelace.org')])
  const { parcelId, mails } = (await gatherParcel(context.db))!
  await sql`
    update parcel set status = 'unknown', lease_until = null, not_before = clock_now(),
      pinned_at = clock_now(), body_sha256 = '', provider = 'mailbox'`.execute(context.db)
  expect((await claimParcel(context.db, parcelId))?.mails).toEqual(mails)
})

test('readers who ask at once each get a link of their own, and a consent with the page they were on', async () => {
  const names = ['zoe', 'ada', 'max', 'eve']
  await Promise.all(names.map((name) => request(`${name}@lovelace.org`, `/compare/${name}`)))
  const rows = await context.db
    .selectFrom('subscriber')
    .innerJoin('consent', 'consent.subscriberId', 'subscriber.id')
    .select(['subscriber.id', 'address', 'status', 'source'])
    .orderBy('consent.id')
    .execute()
  expect(rows).toEqual(
    names.map((name) => ({
      id: expect.any(Number),
      address: `${name}@lovelace.org`,
      status: 'pending',
      source: `/compare/${name}`,
    })),
  )
  const mails = (await gatherParcel(context.db))!.mails.map(({ mail }) => mail)
  const readers = mails.map(({ to, text }) => {
    const link = readToken(context.config.linkKeys, /\/confirm\/(\S+)/.exec(text)![1]!)
    return { address: to, id: link?.purpose === 'confirm' && link.subscriberId }
  })
  expect(readers).toEqual(rows.map(({ address, id }) => ({ address, id })))
})

test.each([
  ['new', undefined, 'pending', 'Ada@lovelace.org', 2, 'confirmation'],
  ['pending', 'pending', 'pending', 'Ada@lovelace.org', 2, 'confirmation'],
  ['ended', 'ended', 'pending', 'Ada@lovelace.org', 2, 'confirmation'],
  ['confirmed', 'confirmed', 'confirmed', 'ada@lovelace.org', 0, 'already-subscribed'],
] as const)(
  'two requests at once for one address, %s, are as one after the other',
  async (_is, before, after, address, consents, kind) => {
    if (before) await addSubscriber('ada@lovelace.org', before)
    await Promise.all([request('ADA@lovelace.org', '/first'), request('Ada@lovelace.org', '/second')])
    const { db } = context
    expect(await db.selectFrom('subscriber').select(['address', 'status', 'endedAt']).execute()).toEqual([
      { address, status: after, endedAt: null },
    ])
    const sources = await db.selectFrom('consent').select('source').orderBy('id').execute()
    expect(sources.map(({ source }) => source)).toEqual(['/first', '/second'].slice(0, consents))
    const { mails } = (await gatherParcel(db))!
    expect(mails.map(({ mail }) => [mail.to, mail.tags.kind])).toEqual([
      ['ADA@lovelace.org', kind],
      ['Ada@lovelace.org', kind],
    ])
  },
)

test('among those who ask at once, the suppressed get nothing and the refused hear why', async () => {
  await context.db
    .insertInto('suppression')
    .values({ address: 'no@lovelace.org', addressKey: 'no@lovelace.org', reason: 'complaint', note: null })
    .execute()
  const addresses = ['no@lovelace.org', 'nobody', 'yes@lovelace.org']
  const outcomes = await Promise.all(addresses.map((address) => request(address)))
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['mailed', 'refused', 'mailed'])
  const { db } = context
  expect(await db.selectFrom('subscriber').select('address').execute()).toEqual([
    { address: 'yes@lovelace.org' },
  ])
  expect(await mailed()).toEqual(['yes@lovelace.org'])
})

test('one that is left unanswered leaves neither an address nor a change, and earlier links go on working', async () => {
  await request('ada@lovelace.org')
  const before = await context.db.selectFrom('subscriber').selectAll().execute()
  await createRequestTaker(context)({ address: 'ada@lovelace.org', page: '/', unanswered: true })
  expect(await context.db.selectFrom('subscriber').selectAll().execute()).toEqual(before)
  expect(await context.db.selectFrom('consent').selectAll().execute()).toHaveLength(1)
  const { rows } = await sql`
    select address_key, subscriber_id, mail, status from outbox where kind = 'unanswered'`.execute(context.db)
  expect(rows).toEqual([{ addressKey: '', subscriberId: null, mail: null, status: 'rejected' }])
})

test('one whose row another transaction holds waits alone', async () => {
  await addSubscriber('held@lovelace.org', 'pending')
  let held: Promise<unknown> | undefined
  await context.db.transaction().execute(async (tx) => {
    await tx.selectFrom('subscriber').select('id').forUpdate().execute()
    held = request('held@lovelace.org')
    await Promise.all([request('one@lovelace.org'), request('two@lovelace.org')])
    expect(await mailed()).toEqual(['one@lovelace.org', 'two@lovelace.org'])
  })
  await held
  expect(await mailed()).toEqual(['held@lovelace.org', 'one@lovelace.org', 'two@lovelace.org'])
})

test('one that can not be stored fails alone', async () => {
  await sql`alter table subscriber add check (address_key <> 'bad@lovelace.org')`.execute(context.db)
  const addresses = ['one@lovelace.org', 'bad@lovelace.org', 'two@lovelace.org']
  const outcomes = await Promise.allSettled(addresses.map((address) => request(address)))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await mailed()).toEqual(['one@lovelace.org', 'two@lovelace.org'])
})

test('a database that was put back without the letters gets them again', async () => {
  await request('one@lovelace.org')
  await sql`truncate outbox, letter cascade`.execute(context.db)
  await request('two@lovelace.org')
  expect((await gatherParcel(context.db))?.mails[0]?.mail.subject).toContain('Confirm your subscription')
})

test('those who ask at once are one hint to the queue, and ids are all it holds', async () => {
  const outcomes = await Promise.all(
    ['one@lovelace.org', 'two@lovelace.org'].map((address) => request(address)),
  )
  const { id } = await context.db
    .selectFrom('outbox')
    .select((select) => select.fn.max('id').as('id'))
    .executeTakeFirstOrThrow()
  expect(outcomes.flatMap((outcome) => ('work' in outcome ? outcome.work : []))).toEqual([
    { kind: 'send-mails', reason: `mail-${id}` },
  ])
})

async function mailed(): Promise<string[]> {
  const rows = await context.db
    .selectFrom('outbox')
    .select('addressKey')
    .where('mail', 'is not', null)
    .orderBy('addressKey')
    .execute()
  return rows.map(({ addressKey }) => addressKey)
}

async function addSubscriber(address: string, status: SubscriberStatus): Promise<void> {
  await context.db
    .insertInto('subscriber')
    .values({
      address,
      addressKey: address,
      status,
      confirmedAt: status === 'confirmed' ? new Date() : null,
      endedAt: status === 'ended' ? new Date() : null,
    })
    .execute()
}
