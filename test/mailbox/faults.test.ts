import { Resend } from 'resend'
import { beforeEach, expect, test } from 'vitest'
import { type FaultName, faultTable } from '../../mailbox/faults/fault-table.ts'
import type { FaultSetting } from '../../mailbox/faults/parse-faults.ts'
import { email, emails, serveMailbox, startMailbox, type TestResponse } from './support.ts'

const mailbox = await startMailbox()
const url = await serveMailbox(mailbox)
const resend = new Resend('re_any', { baseUrl: `${url}/api` })
beforeEach(() => mailbox.faults.clear())

async function stored(): Promise<number> {
  const { html } = { html: await (await mailbox.get('/')).text() }
  return html.includes('No mail yet') ? 0 : Number(/<h1>([\d,]+) /.exec(html)![1]!.replace(',', ''))
}

async function sendBatch(count = 3, key?: string) {
  const signal = AbortSignal.timeout(2_000)
  return resend.batch.send(emails(count) as never, { signal, ...(key ? { idempotencyKey: key } : {}) })
}

/** A batch under the fault: what the SDK makes of it, and how many mails were stored. */
async function strike(fault: FaultSetting, count = 3) {
  const before = await stored()
  mailbox.faults.set([fault])
  const { data, error } = await sendBatch(count)
  return { data, error, stored: (await stored()) - before }
}

const refusals: [name: FaultName, status: number, error: string][] = [
  ['refuse-recipient', 422, 'validation_error'],
  ['refuse-from', 422, 'invalid_from_address'],
  ['refuse-missing-field', 422, 'missing_required_field'],
  ['refuse-parameter', 422, 'invalid_parameter'],
  ['refuse-oddly', 418, 'some_new_error'],
  ['missing-key', 401, 'missing_api_key'],
  ['restricted-key', 401, 'restricted_api_key'],
  ['invalid-key', 403, 'invalid_api_key'],
  ['unverified-domain', 403, 'validation_error'],
  ['rate-limit', 429, 'rate_limit_exceeded'],
  ['daily-quota', 429, 'daily_quota_exceeded'],
  ['monthly-quota', 429, 'monthly_quota_exceeded'],
  ['key-in-use', 409, 'concurrent_idempotent_requests'],
  ['key-of-another-body', 409, 'invalid_idempotent_request'],
  ['fail-before', 500, 'internal_server_error'],
  ['unavailable', 503, 'service_unavailable'],
]

test.each(refusals)('%s is a %i %s, and stores nothing', async (name, statusCode, error) => {
  expect(await strike({ name })).toMatchObject({
    data: null,
    error: { statusCode, name: error },
    stored: 0,
  })
})

test('every fault that stores nothing has its place in the list above', () => {
  const names = Object.entries(faultTable).flatMap(([name, { act }]) => ('refuse' in act ? [name] : []))
  expect(refusals.map(([name]) => name)).toEqual(names)
})

test.each<[name: FaultName, stored: number]>([
  ['drop-before', 0],
  ['drop-after', 3],
  ['truncate-answer', 3],
  ['garble-answer', 3],
  ['hang', 3],
])('%s leaves the sender without an answer, and stores %i of 3 mails', async (name, count) => {
  const struck = await strike({ name })
  expect(struck).toMatchObject({ data: null, error: { name: 'application_error' }, stored: count })
})

test('an answer that is dropped half-way has begun as a 200', async () => {
  mailbox.faults.set([{ name: 'truncate-answer' }])
  const response = await fetch(`${url}/api/emails`, {
    method: 'POST',
    headers: { authorization: 'Bearer any' },
    body: JSON.stringify(email),
  })
  expect(response.status).toBe(200)
  await expect(response.text()).rejects.toThrow()
})

test('a failure after acceptance stores the mails, and the same key gets their ids', async () => {
  const before = await stored()
  mailbox.faults.set([{ name: 'fail-after', times: 1 }])
  const failed = await sendBatch(3, 'failed-after')
  expect(failed.error).toMatchObject({ statusCode: 500 })
  const again = await sendBatch(3, 'failed-after')
  expect(again.data?.data).toHaveLength(3)
  expect((await stored()) - before).toBe(3)
})

test.each<[name: FaultName, ids: number]>([
  ['leave-out-id', 2],
  ['leave-out-ids', 0],
])('%s answers 200 with %i ids for 3 mails that are stored', async (name, ids) => {
  const struck = await strike({ name })
  expect(struck.error).toBeNull()
  expect([struck.data?.data.length, struck.stored]).toEqual([ids, 3])
})

test('a slow answer is the usual one', async () => {
  const struck = await strike({ name: 'slow', seconds: 0.01 })
  expect([struck.data?.data.length, struck.stored]).toEqual([3, 3])
})

test('forgotten keys make a repeated request a new one', async () => {
  const before = await stored()
  await sendBatch(3, 'forgotten')
  mailbox.faults.set([{ name: 'forget-keys', times: 1 }])
  await sendBatch(3, 'forgotten')
  expect((await stored()) - before).toBe(6)
  await sendBatch(3, 'forgotten')
  expect((await stored()) - before).toBe(6)
})

test('a refusal for the rate says when to come back, also beside an enforced rate', async () => {
  const limited = await startMailbox({ requestsPerSecond: 5 })
  limited.faults.set([{ name: 'rate-limit', seconds: 7 }])
  const { headers } = await limited.post('/api/emails', email)
  expect([headers.get('retry-after'), headers.get('ratelimit-reset')]).toEqual(['7', '7'])
})

test('one recipient that matches refuses a whole batch, and only such batches count', async () => {
  mailbox.faults.set([{ name: 'refuse-recipient', matching: 'READER-57@', times: 1 }])
  expect((await sendBatch(57)).error).toBeNull()
  expect((await sendBatch(58)).error).toMatchObject({ statusCode: 422 })
  expect((await sendBatch(58)).error).toBeNull()
  mailbox.faults.set([{ name: 'refuse-recipient', matching: 'grace@' }])
  const copied: TestResponse = await mailbox.post('/api/emails', {
    ...email,
    bcc: 'Grace <grace@hopper.org>',
  })
  expect(copied.status).toBe(422)
})

test('a refusal that is kept comes again under its key, and is a conflict for another body', async () => {
  mailbox.faults.set([{ name: 'refuse-recipient', remember: true, times: 1 }])
  expect((await sendBatch(3, 'kept')).error).toMatchObject({ statusCode: 422 })
  expect((await sendBatch(3, 'kept')).error).toMatchObject({ statusCode: 422, name: 'validation_error' })
  expect((await sendBatch(2, 'kept')).error).toMatchObject({
    statusCode: 409,
    name: 'invalid_idempotent_request',
  })
  expect((await sendBatch(3, 'another')).error).toBeNull()
})

test('without that, the key is free after a refusal', async () => {
  mailbox.faults.set([{ name: 'refuse-recipient', times: 1 }])
  expect((await sendBatch(3, 'free')).error).not.toBeNull()
  expect((await sendBatch(2, 'free')).error).toBeNull()
})

test('a switch lets some requests pass, strikes some, and is used up', async () => {
  mailbox.faults.set([{ name: 'unavailable', skip: 1, times: 2 }])
  const statuses: (number | null | undefined)[] = []
  for (let i = 0; i < 5; i++) statuses.push((await sendBatch()).error?.statusCode)
  expect(statuses).toEqual([undefined, 503, 503, undefined, undefined])
  expect(mailbox.faults.list()).toEqual([{ name: 'unavailable', skip: 1, times: 2, struck: 2 }])
})

test('of several switches the first that applies strikes, and the others wait', async () => {
  mailbox.faults.set([
    { name: 'daily-quota', matching: 'nobody@' },
    { name: 'unavailable', times: 1 },
    { name: 'refuse-from', times: 1 },
  ])
  expect((await sendBatch()).error).toMatchObject({ statusCode: 503 })
  expect((await sendBatch()).error).toMatchObject({ name: 'invalid_from_address' })
  expect((await sendBatch()).error).toBeNull()
})

test('a connection can only be broken where there is one, and nothing is stored where not', async () => {
  const before = await stored()
  mailbox.faults.set([{ name: 'drop-after' }])
  const response = await mailbox.post('/api/emails', email)
  expect([response.status, (await response.json()).message]).toEqual([
    500,
    expect.stringContaining('not with app.request()'),
  ])
  expect(await stored()).toBe(before)
})

test('a mailbox that closes ends what hangs', async () => {
  const closing = await startMailbox()
  const api = await serveMailbox(closing)
  closing.faults.set([{ name: 'hang' }])
  const request = fetch(`${api}/api/emails`, {
    method: 'POST',
    headers: { authorization: 'Bearer any' },
    body: JSON.stringify(email),
  })
  const ended = expect(request).rejects.toThrow()
  await expect.poll(() => closing.faults.list()[0]?.struck).toBe(1)
  await closing.close()
  await ended
})
