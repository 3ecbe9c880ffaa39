import { beforeAll, beforeEach, expect, test } from 'vitest'
import { clockNow } from '../../../db/queries/clock.ts'
import { insertMail } from '../../../db/queries/outbox.ts'
import { sendMail } from '../../../src/actions/outbox/send.ts'
import { createSendingContext, type SendingContext } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'

let sending: SendingContext
let mailId: number
let before: number

beforeAll(async () => {
  sending = await createSendingContext()
})

beforeEach(async () => {
  await sending.context.db.deleteFrom('outbox').execute()
  sending.answerInstead()
  before = (await sending.mails()).length
  mailId = await insertMail(sending.context.db, {
    kind: 'confirmation',
    addressKey: 'ada@lovelace.org',
    mail: {
      from: 'Verdicts <news@verdicts.org>',
      to: 'ada@lovelace.org',
      subject: 'Confirm',
      html: '<p>Hello</p>',
      text: 'Hello',
      tags: { kind: 'confirmation' },
    },
  })
})

const row = () =>
  sending.context.db.selectFrom('outbox').selectAll().where('id', '=', mailId).executeTakeFirstOrThrow()
const newMails = async () => (await sending.mails()).slice(before)

test('a mail goes out once, and its address and links are erased from the outbox', async () => {
  await workUntilDone(sending.context)
  await workUntilDone(sending.context)
  expect(await newMails()).toMatchObject([{ to: ['ada@lovelace.org'], subject: 'Confirm' }])
  expect(await row()).toMatchObject({ status: 'accepted', mail: null, attempts: 1 })
})

test('while Resend is away nothing is lost, and when it is back the mail goes once', async () => {
  sending.answerInstead((_, response) => response.destroy())
  for (let attempt = 0; attempt < 4; attempt++) {
    expect(await sendMail(sending.context, mailId)).toBe('unknown')
    await sending.database.pass('11 minutes')
  }
  sending.answerInstead()
  await workUntilDone(sending.context)
  expect(await newMails()).toHaveLength(1)
  expect(await row()).toMatchObject({ status: 'accepted', attempts: 5 })
})

test('an answer lost after acceptance is asked for again, and stays one mail', async () => {
  sending.loseAnswers()
  expect(await sendMail(sending.context, mailId)).toBe('unknown')
  expect(await newMails()).toHaveLength(1)
  sending.answerInstead()
  await sending.database.pass('11 minutes')
  expect(await sendMail(sending.context, mailId)).toBe('accepted')
  const [mail, ...more] = await newMails()
  expect(more).toEqual([])
  expect(await row()).toMatchObject({ status: 'accepted', attempts: 2, providerId: mail?.id })
})

test('a mail that nobody answered for 23 hours is not sent again', async () => {
  sending.answerInstead((_, response) => response.writeHead(503).end())
  await sendMail(sending.context, mailId)
  sending.answerInstead()
  await sending.database.pass('23 hours')
  expect(await sendMail(sending.context, mailId)).toBe('too-late')
  expect(await row()).toMatchObject({ status: 'unknown', mail: null })
  expect(await newMails()).toHaveLength(0)
})

test('a refused address ends the mail with Resend’s reason', async () => {
  sending.answerInstead((_, response) =>
    response
      .writeHead(422, { 'content-type': 'application/json' })
      .end('{"statusCode":422,"name":"validation_error","message":"Invalid `to` field."}'),
  )
  expect(await sendMail(sending.context, mailId)).toBe('refused')
  expect(await row()).toMatchObject({
    status: 'rejected',
    lastError: '422 validation_error: Invalid `to` field.',
  })
})

test('a refusal after an answer was lost leaves the mail unknown, not rejected', async () => {
  sending.loseAnswers()
  await sendMail(sending.context, mailId)
  sending.answerInstead((_, response) =>
    response
      .writeHead(422, { 'content-type': 'application/json' })
      .end('{"statusCode":422,"name":"x","message":"y"}'),
  )
  await sending.database.pass('11 minutes')
  await sendMail(sending.context, mailId)
  expect(await row()).toMatchObject({ status: 'unknown' })
})

test('an address suppressed while its mail waited is not mailed', async () => {
  const address = { address: 'ada@lovelace.org', addressKey: 'ada@lovelace.org' }
  await sending.context.db
    .insertInto('suppression')
    .values({ ...address, reason: 'complaint' })
    .execute()
  expect(await sendMail(sending.context, mailId)).toBe('suppressed')
  await sending.context.db.deleteFrom('suppression').execute()
  expect(await newMails()).toHaveLength(0)
  expect(await row()).toMatchObject({ status: 'rejected', mail: null })
})

test('a link that expired while its mail waited is not mailed', async () => {
  const expiresAt = new Date((await clockNow(sending.context.db)).getTime() + 60_000)
  await sending.context.db.updateTable('outbox').set({ expiresAt }).execute()
  await sending.database.pass('2 minutes')
  expect(await sendMail(sending.context, mailId)).toBe('expired')
  expect(await newMails()).toHaveLength(0)
})

test('a wrong API key loses no mail', async () => {
  sending.answerInstead((_, response) =>
    response
      .writeHead(401, { 'content-type': 'application/json' })
      .end('{"statusCode":401,"name":"invalid_api_key","message":"API key is invalid"}'),
  )
  await sendMail(sending.context, mailId)
  sending.answerInstead()
  await sending.database.pass('11 minutes')
  await workUntilDone(sending.context)
  expect(await newMails()).toHaveLength(1)
})

test('a mail whose worker was killed is sent by another once the lease ends', async () => {
  const killed = new Promise<void>((resolve) => sending.answerInstead(() => resolve()))
  const abandoned = sendMail(sending.context, mailId)
  await killed
  sending.answerInstead()
  await workUntilDone(sending.context)
  expect(await newMails()).toHaveLength(0)
  await sending.database.pass('3 minutes')
  await workUntilDone(sending.context)
  await abandoned
  expect(await newMails()).toHaveLength(1)
  expect(await row()).toMatchObject({ status: 'accepted' })
})
