import { beforeAll, beforeEach, expect, test } from 'vitest'
import { gatherParcel } from '../../../db/queries/parcel-claim.ts'
import { parkAllMails, settleMailsByWebhook } from '../../../db/queries/parcel-outcome.ts'
import { retryParcel } from '../../../src/actions/outbox/retry.ts'
import { sendMails } from '../../../src/actions/outbox/send.ts'
import { createSendingContext, type SendingContext } from '../../support/sending.ts'
import { forgetMails, mailRow, mailRows, parcels, queueMail, workOnMails } from './support.ts'

let sending: SendingContext
let before: number
let ids: number[]

beforeAll(async () => {
  sending = await createSendingContext()
})

beforeEach(async () => {
  await forgetMails(sending.context)
  sending.answerInstead()
  before = (await sending.mails()).length
  ids = [await queueMail(sending.context, 'ada'), await queueMail(sending.context, 'grace')]
})

const newMails = async () => (await sending.mails()).slice(before)
const parcel = async () => (await parcels(sending.context))[0]!
const statuses = async () => (await mailRows(sending.context)).map((row) => row.status)
const drop = () => sending.answerInstead((_, response) => response.destroy())
const refuse = (status: number, name: string, message: string) =>
  sending.answerInstead((_, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ statusCode: status, name, message })),
  )

test('while Resend is away nothing is lost, and when it is back each mail goes once', async () => {
  drop()
  expect(await sendMails(sending.context)).toEqual(['unknown'])
  for (let attempt = 0; attempt < 3; attempt++) {
    await sending.database.pass('61 seconds')
    await workOnMails(sending.context)
  }
  expect(await newMails()).toEqual([])
  sending.answerInstead()
  await sending.database.pass('61 seconds')
  await workOnMails(sending.context)
  expect(await newMails()).toHaveLength(2)
  expect(await parcel()).toMatchObject({ status: 'accepted', attempts: 5 })
})

test('an answer lost after acceptance is asked for again, and each stays one mail', async () => {
  sending.loseAnswers()
  await sendMails(sending.context)
  expect(await newMails()).toHaveLength(2)
  expect(await statuses()).toEqual(['gathered', 'gathered'])
  sending.answerInstead()
  await sending.database.pass('61 seconds')
  await workOnMails(sending.context)
  const mails = await newMails()
  expect(mails).toHaveLength(2)
  const rows = await mailRows(sending.context)
  expect(rows.map((row) => row.providerId)).toEqual(mails.map((mail) => mail.id))
  expect(rows).toMatchObject([
    { status: 'accepted', mail: null },
    { status: 'accepted', mail: null },
  ])
})

test('a parcel in doubt takes no mail along that came later', async () => {
  sending.loseAnswers()
  await sendMails(sending.context)
  await queueMail(sending.context, 'later')
  sending.answerInstead()
  await sending.database.pass('61 seconds')
  await workOnMails(sending.context)
  expect((await newMails()).map((mail) => mail.subject)).toEqual([
    'Confirm, ada',
    'Confirm, grace',
    'Confirm, later',
  ])
})

test('a parcel that nobody answered for 23 hours is not sent again', async () => {
  drop()
  await sendMails(sending.context)
  sending.answerInstead()
  await sending.database.pass('23 hours')
  expect(await retryParcel(sending.context, (await parcel()).id)).toBe('parked')
  expect(await mailRows(sending.context)).toMatchObject([
    { status: 'unknown', mail: null },
    { status: 'unknown', mail: null },
  ])
  await workOnMails(sending.context)
  expect(await newMails()).toEqual([])
})

test('the 23 hours are those since the first attempt, not since the last', async () => {
  drop()
  await sendMails(sending.context)
  await sending.database.pass('22 hours')
  await workOnMails(sending.context)
  expect(await parcel()).toMatchObject({ status: 'unknown', attempts: 2 })
  await sending.database.pass('61 minutes')
  await workOnMails(sending.context)
  expect(await parcel()).toMatchObject({ status: 'parked' })
})

test('a parcel in doubt stays as it is when it is refused later: the refusal proves nothing', async () => {
  sending.loseAnswers()
  await sendMails(sending.context)
  refuse(422, 'validation_error', 'Invalid `to` field.')
  await sending.database.pass('61 seconds')
  await workOnMails(sending.context)
  expect(await parcel()).toMatchObject({ status: 'unknown', lastError: expect.stringContaining('422') })
  refuse(401, 'invalid_api_key', 'API key is invalid')
  await sending.database.pass('61 seconds')
  await workOnMails(sending.context)
  expect(await parcel()).toMatchObject({ status: 'unknown', lastError: expect.stringContaining('401') })
  sending.answerInstead()
  await sending.database.pass('11 minutes')
  await workOnMails(sending.context)
  expect(await statuses()).toEqual(['accepted', 'accepted'])
  expect(await newMails()).toHaveLength(2)
})

test('a mail suppressed after it may have been accepted is asked for to the end', async () => {
  sending.loseAnswers()
  await sendMails(sending.context)
  const ada = { address: 'ada@lovelace.org', addressKey: 'ada@lovelace.org' }
  await sending.context.db
    .insertInto('suppression')
    .values({ ...ada, reason: 'complaint' })
    .execute()
  sending.answerInstead()
  await sending.database.pass('61 seconds')
  await workOnMails(sending.context)
  await sending.context.db.deleteFrom('suppression').execute()
  expect(await statuses()).toEqual(['accepted', 'accepted'])
  expect(await newMails()).toHaveLength(2)
})

test('mails that differ from what was sent before are not sent, loudly', async () => {
  drop()
  await sendMails(sending.context)
  sending.answerInstead()
  const { mail } = await mailRow(sending.context, ids[0]!)
  await sending.context.db
    .updateTable('outbox')
    .set({ mail: JSON.stringify({ ...mail, subject: 'Other' }) })
    .where('id', '=', ids[0]!)
    .execute()
  await sending.database.pass('61 seconds')
  const soFar = sending.requests()
  await workOnMails(sending.context)
  expect(sending.requests()).toBe(soFar)
  expect(await parcel()).toMatchObject({ status: 'parked' })
  expect(await statuses()).toEqual(['unknown', 'unknown'])
  expect(sending.logged()).toContain('the mails differ from those of an earlier attempt')
})

test('another provider is not asked for what went to the first', async () => {
  drop()
  await sendMails(sending.context)
  sending.answerInstead()
  await sending.database.pass('61 seconds')
  const soFar = sending.requests()
  const mailer = { ...sending.context.mailer, provider: 'another' }
  await workOnMails({ ...sending.context, mailer })
  expect(sending.requests()).toBe(soFar)
  expect(await statuses()).toEqual(['unknown', 'unknown'])
})

test('a parcel whose worker was killed after the request left is asked for once its lease ends', async () => {
  const killed = new Promise<void>((resolve) => sending.answerInstead(() => resolve()))
  const abandoned = sendMails(sending.hasty)
  await killed
  sending.answerInstead()
  await workOnMails(sending.context)
  expect(await newMails()).toHaveLength(0)
  await sending.database.pass('46 seconds')
  await workOnMails(sending.context)
  await abandoned
  expect(await newMails()).toHaveLength(2)
  expect(await parcel()).toMatchObject({ status: 'accepted', attempts: 2 })
})

test('an acceptance learned after the lease was lost is recorded', async () => {
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    sending.answerInstead((_, response) => {
      answer = () =>
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"data":[{"id":"one"},{"id":"two"}]}')
      resolve()
    })
  })
  const slow = sendMails(sending.context)
  await asked
  await sending.database.pass('46 seconds')
  drop()
  await workOnMails(sending.context)
  expect(await parcel()).toMatchObject({ status: 'unknown', fence: 2 })
  answer()
  expect(await slow).toEqual(['accepted'])
  expect((await mailRows(sending.context)).map((row) => row.providerId)).toEqual(['one', 'two'])
})

test('a webhook for one mail settles its whole parcel, which is not asked for again', async () => {
  sending.loseAnswers()
  await sendMails(sending.context)
  await settleMailsByWebhook(sending.context.db, [ids[1]!])
  expect(await parcel()).toMatchObject({ status: 'accepted' })
  expect(await mailRows(sending.context)).toMatchObject([
    { status: 'accepted', mail: null },
    { status: 'accepted', mail: null },
  ])
  sending.answerInstead()
  await sending.database.pass('61 seconds')
  const soFar = sending.requests()
  await workOnMails(sending.context)
  expect(sending.requests()).toBe(soFar)
})

test('a webhook settles a parked parcel, and says nothing of mails that never left', async () => {
  drop()
  await sendMails(sending.context)
  await sending.database.pass('23 hours')
  await workOnMails(sending.context)
  const waiting = await queueMail(sending.context, 'waiting')
  await settleMailsByWebhook(sending.context.db, [ids[0]!, waiting])
  expect(await statuses()).toEqual(['accepted', 'accepted', 'queued'])
})

test('a parcel whose worker was killed before the request left is gathered anew', async () => {
  await gatherParcel(sending.context.db)
  await workOnMails(sending.context)
  expect(await newMails()).toEqual([])
  await sending.database.pass('46 seconds')
  await workOnMails(sending.context)
  expect(await newMails()).toHaveLength(2)
  expect(await statuses()).toEqual(['accepted', 'accepted'])
})

test('in a restored database nothing is sent of what was on its way', async () => {
  drop()
  await sendMails(sending.context)
  await queueMail(sending.context, 'gathered')
  await gatherParcel(sending.context.db)
  await queueMail(sending.context, 'queued')
  await parkAllMails(sending.context.db, 'the database was restored')
  sending.answerInstead()
  await sending.database.pass('1 hour')
  await workOnMails(sending.context)
  expect(await newMails()).toEqual([])
  expect(await statuses()).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
})
