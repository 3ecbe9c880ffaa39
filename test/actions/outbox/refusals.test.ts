import type { IncomingMessage, ServerResponse } from 'node:http'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { clockNow } from '../../../db/queries/clock.ts'
import { sendMails } from '../../../src/actions/outbox/send.ts'
import { createSendingContext, type SendingContext } from '../../support/sending.ts'
import { forgetMails, mailRow, mailRows, parcels, queueMail, workOnMails } from './support.ts'

let sending: SendingContext
let before: number

beforeAll(async () => {
  sending = await createSendingContext()
})

beforeEach(async () => {
  await forgetMails(sending.context)
  sending.answerInstead()
  before = (await sending.mails()).length
})

const newMails = async () => (await sending.mails()).slice(before)
const refuse = (status: number, name: string, message: string) =>
  sending.answerInstead((_, response) => answer(response, status, { statusCode: status, name, message }))

test('one refused address is found, rejected with Resend’s reason, and the other 99 mails go', async () => {
  const names = Array.from({ length: 100 }, (_, index) => (index === 37 ? 'bad' : `r${index}`))
  for (const name of names) await queueMail(sending.context, name)
  const arrived: string[] = []
  sending.answerInstead(async (request, response) => {
    const mails = await bodyOf(request)
    if (mails.some((mail) => mail.to === 'bad@lovelace.org')) {
      const message = 'Invalid `to` field.'
      return answer(response, 422, { statusCode: 422, name: 'validation_error', message })
    }
    arrived.push(...mails.map((mail) => mail.to))
    answer(response, 200, { data: mails.map((mail) => ({ id: `id-${mail.to}` })) })
  })
  const soFar = sending.requests()
  await sendMails(sending.context)
  await sendMails(sending.context)
  expect(arrived.sort()).toEqual(
    names
      .filter((name) => name !== 'bad')
      .map((name) => `${name}@lovelace.org`)
      .sort(),
  )
  // All of them, then two halves each of 100, 50, 25, 13, 6 and 3.
  expect(sending.requests() - soFar).toBe(13)
  const rows = await mailRows(sending.context)
  expect(rows.filter((row) => row.status !== 'accepted')).toMatchObject([
    {
      addressKey: 'bad@lovelace.org',
      status: 'rejected',
      mail: null,
      lastError: '422 validation_error: Invalid `to` field.',
    },
  ])
})

test('a mail that is refused alone is rejected with Resend’s reason', async () => {
  const id = await queueMail(sending.context)
  refuse(422, 'validation_error', 'Invalid `to` field.')
  expect(await sendMails(sending.context)).toEqual(['refused'])
  expect(await mailRow(sending.context, id)).toMatchObject({
    status: 'rejected',
    mail: null,
    lastError: '422 validation_error: Invalid `to` field.',
  })
  expect(await parcels(sending.context)).toEqual([])
})

test('a wrong API key or an exhausted quota loses no mail, and waits for an operator', async () => {
  await queueMail(sending.context, 'ada')
  await queueMail(sending.context, 'grace')
  refuse(401, 'invalid_api_key', 'API key is invalid')
  await sendMails(sending.context)
  await sending.database.pass('11 minutes')
  refuse(429, 'daily_quota_exceeded', 'You have reached your daily email sending quota.')
  await workOnMails(sending.context)
  sending.answerInstead()
  const soFar = sending.requests()
  await sending.database.pass('9 minutes')
  await workOnMails(sending.context)
  expect(sending.requests()).toBe(soFar)
  await sending.database.pass('2 minutes')
  await workOnMails(sending.context)
  expect(await newMails()).toHaveLength(2)
})

test('mails refused for the rate are gathered again with those that came since, under another key', async () => {
  const keys: unknown[] = []
  sending.answerInstead((request, response) => {
    keys.push(request.headers['idempotency-key'])
    response.setHeader('retry-after', '1')
    answer(response, 429, { statusCode: 429, name: 'rate_limit_exceeded', message: 'Too many requests' })
  })
  await queueMail(sending.context, 'early')
  expect((await sendMails(sending.context))[0]).toBe('rate-limited')
  await queueMail(sending.context, 'since')
  const { mailer } = sending.context
  const watched = {
    ...mailer,
    sendBatch: async (...call: Parameters<typeof mailer.sendBatch>) => {
      keys.push(call[1])
      return mailer.sendBatch(...call)
    },
  }
  sending.answerInstead()
  await sending.database.pass('2 seconds')
  expect(await sendMails({ ...sending.context, mailer: watched })).toEqual(['accepted'])
  expect((await newMails()).map((mail) => mail.to[0])).toEqual(['early@lovelace.org', 'since@lovelace.org'])
  expect(new Set(keys).size).toBe(keys.length)
})

test('where nobody answers at all, the mails go back and wait longer each time', async () => {
  const id = await queueMail(sending.context)
  const mailer = {
    ...sending.context.mailer,
    sendBatch: async () => ({ outcome: 'unreachable', reason: 'connection refused' }) as const,
  }
  const nowhere = { ...sending.context, mailer }
  const waits: number[] = []
  for (let attempt = 0; attempt < 6; attempt++) {
    await sendMails(nowhere)
    const row = await mailRow(sending.context, id)
    expect(row).toMatchObject({ status: 'queued', attempts: attempt + 1, lastError: 'connection refused' })
    waits.push((row.notBefore.getTime() - (await clockNow(sending.context.db)).getTime()) / 1000)
    await sending.database.pass('61 seconds')
  }
  // Up to half of each wait is jitter.
  for (const [index, most] of [5, 10, 20, 40, 60, 60].entries())
    expect(waits[index]).toBeLessThanOrEqual(most)
  expect(waits.at(-1)).toBeGreaterThan(20)
  await sendMails(sending.context)
  expect(await newMails()).toHaveLength(1)
})

async function bodyOf(request: IncomingMessage): Promise<{ to: string }[]> {
  let body = ''
  for await (const chunk of request) body += chunk
  return JSON.parse(body)
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
