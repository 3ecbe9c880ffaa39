import type { RequestListener } from 'node:http'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { claimBatch } from '../../../db/queries/batch-claim.ts'
import { holdIssue } from '../../../db/queries/issue-life.ts'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { resumeIssue } from '../../../src/actions/issue/resume.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import {
  addReaders,
  createSendingContext,
  importSmallContent,
  type SendingContext,
} from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'

const READERS = 3

let sending: SendingContext
let issueNumber: number
let before: number

beforeAll(async () => {
  sending = await createSendingContext()
  await importSmallContent(sending.context)
  await addReaders(sending.context, READERS)
})

/** An issue of one batch, ready to go. */
beforeEach(async () => {
  const { context } = sending
  await context.db
    .updateTable('sendRate')
    .set({ nextSlot: new Date(0) })
    .execute()
  const created = await createIssue(context, { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] })
  if (created.outcome !== 'created') throw new Error(created.problem)
  issueNumber = created.number
  await scheduleIssue(context, issueNumber, 'now')
  await prepareIssue(context, issueNumber)
  await context.db.updateTable('issue').set({ status: 'sending' }).where('number', '=', issueNumber).execute()
  sending.answerInstead()
  before = (await sending.mails()).length
})

const send = async () => (await sendBatch(sending.context, { issueNumber, batchNumber: 1 })).outcome
const batch = () =>
  sending.context.db
    .selectFrom('batch')
    .selectAll()
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', 1)
    .executeTakeFirstOrThrow()
const account = async () => (await showIssue(sending.context, issueNumber))?.account
const newMails = async () => (await sending.mails()).length - before
const refusal =
  (status: number, name: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ statusCode: status, name, message: 'because' }))
  }

test.each<[string, RequestListener]>([
  ['a server error', refusal(500, 'internal_server_error')],
  ['a dropped connection', (_, response) => response.destroy()],
  ['no answer in time', () => undefined],
  [
    'a truncated answer',
    (_, response) => response.writeHead(200, { 'content-length': '100' }).end('{"data":[{"id"'),
  ],
  ['fewer ids than mails', (_, response) => response.writeHead(200).end('{"data":[{"id":"1"}]}')],
  ['a key in use', refusal(409, 'concurrent_idempotent_requests')],
  ['a time-out at a gateway', refusal(408, 'request_timeout')],
  ['a page that is not Resend’s', (_, response) => response.writeHead(403).end('<h1>Forbidden</h1>')],
])('after %s the batch is unknown, is shown as such and is not sent again', async (_, answer) => {
  sending.answerInstead(answer)
  expect(await send()).toBe('unknown')
  sending.answerInstead()
  await workUntilDone(sending.context)

  expect(await newMails()).toBe(0)
  expect(await showIssue(sending.context, issueNumber)).toMatchObject({
    status: 'sending',
    account: { audience: READERS, unknown: READERS, accepted: 0, toSend: 0 },
    doubtfulBatches: [{ number: 1 }],
  })
})

test('too many requests are waited out, and then the batch goes', async () => {
  sending.answerInstead(refusal(429, 'rate_limit_exceeded', { 'retry-after': '7' }))
  expect(await send()).toBe('rate-limited')
  sending.answerInstead()

  await workUntilDone(sending.context)
  expect(await account()).toMatchObject({ accepted: 0, toSend: READERS })
  await sending.database.pass('8 seconds')
  await workUntilDone(sending.context)
  expect(await account()).toMatchObject({ accepted: READERS, toSend: 0 })
  expect(await newMails()).toBe(READERS)
})

test.each([
  [401, 'invalid_api_key'],
  [403, 'validation_error'],
  [422, 'invalid_from_address'],
  [429, 'daily_quota_exceeded'],
])('a %i %s holds the issue until an editor resumes it', async (status, name) => {
  sending.answerInstead(refusal(status, name))
  expect(await send()).toBe('refused')
  sending.answerInstead()
  await workUntilDone(sending.context)

  const held = await showIssue(sending.context, issueNumber)
  expect(held).toMatchObject({ status: 'held', account: { accepted: 0, toSend: READERS } })
  expect(held?.heldBecause).toContain(name)
  expect(await newMails()).toBe(0)

  expect(await resumeIssue(sending.context, issueNumber)).toEqual({ outcome: 'resumed', status: 'sending' })
  await workUntilDone(sending.context)
  expect(await account()).toMatchObject({ accepted: READERS })
})

test('a refused batch goes out under another key, as whoever left is not in it any more', async () => {
  const keys: unknown[] = []
  sending.answerInstead((request, response) => {
    keys.push(request.headers['idempotency-key'])
    refusal(422, 'validation_error')(request, response)
  })
  await send()
  await resumeIssue(sending.context, issueNumber)
  await send()
  expect(new Set(keys).size).toBe(2)
})

test('an issue held meanwhile keeps the batches back that were claimed already', async () => {
  const requests = sending.requests()
  await sending.context.db
    .updateTable('sendRate')
    .set({ nextSlot: new Date(Date.now() + 500) })
    .execute()
  const waiting = send()
  await expect.poll(() => batch().then(({ status }) => status)).toBe('submitting')
  await holdIssue(sending.context.db, issueNumber, 'a test')
  expect(await waiting).toBe('not-to-be-had')
  expect(sending.requests()).toBe(requests)
  expect(await batch()).toMatchObject({ status: 'prepared', pinnedAt: null })
})

test('a worker that lost its claim while it waited changes nothing', async () => {
  await sending.context.db
    .updateTable('sendRate')
    .set({ nextSlot: new Date(Date.now() + 1_000) })
    .execute()
  const slow = send()
  await expect.poll(() => batch().then(({ status }) => status)).toBe('submitting')
  await sending.database.pass('4 minutes')
  await sending.context.db.updateTable('sendRate').set({ nextSlot: new Date() }).execute()
  await workUntilDone(sending.context)
  expect(await account()).toMatchObject({ accepted: READERS })

  const { db } = sending.context
  await db.updateTable('subscriber').set({ status: 'ended', endedAt: new Date() }).execute()
  expect(await slow).toBe('not-to-be-had')
  await db.updateTable('subscriber').set({ status: 'confirmed', endedAt: null }).execute()
  expect(await account()).toMatchObject({ accepted: READERS, excluded: 0 })
  expect(await newMails()).toBe(READERS)
})

test('two workers with one batch send it once', async () => {
  const outcomes = await Promise.all([send(), send(), send()])
  expect(outcomes.sort()).toEqual(['accepted', 'not-to-be-had', 'not-to-be-had'])
  expect(await newMails()).toBe(READERS)
})

test('a worker killed before its request left loses nothing', async () => {
  await claimBatch(sending.context.db, { issueNumber, batchNumber: 1 }, 'mailbox')
  await workUntilDone(sending.context)
  expect(await newMails()).toBe(0)

  await sending.database.pass('4 minutes')
  await workUntilDone(sending.context)
  expect(await account()).toMatchObject({ accepted: READERS })
  expect(await newMails()).toBe(READERS)
})

test('a worker killed after its request left makes the batch unknown, never sent twice', async () => {
  const killed = new Promise<void>((resolve) => sending.answerInstead(() => resolve()))
  const abandoned = send()
  await killed
  await sending.database.pass('4 minutes')
  sending.answerInstead()
  await workUntilDone(sending.context)

  expect(await account()).toMatchObject({ unknown: READERS, toSend: 0 })
  await abandoned
  expect(await account()).toMatchObject({ unknown: READERS, toSend: 0 })
  expect(await newMails()).toBe(0)
})

test('an acceptance that arrives after the lease ended is recorded', async () => {
  let answer: () => void = () => undefined
  const asked = new Promise<void>((resolve) =>
    sending.answerInstead((_, response) => {
      answer = () => response.writeHead(200).end('{"data":[{"id":"a"},{"id":"b"},{"id":"c"}]}')
      resolve()
    }),
  )
  const late = send()
  await asked
  await sending.database.pass('4 minutes')
  sending.answerInstead()
  await workUntilDone(sending.context)
  expect(await account()).toMatchObject({ unknown: READERS })

  answer()
  expect(await late).toBe('accepted')
  expect(await account()).toMatchObject({ accepted: READERS, unknown: 0 })
})

test('a batch that everybody left is not sent', async () => {
  const { db } = sending.context
  await db.updateTable('subscriber').set({ status: 'ended', endedAt: new Date() }).execute()
  const requests = sending.requests()
  await workUntilDone(sending.context)
  await db.updateTable('subscriber').set({ status: 'confirmed', endedAt: null }).execute()

  expect(sending.requests()).toBe(requests)
  expect(await showIssue(sending.context, issueNumber)).toMatchObject({
    status: 'sent',
    account: { audience: READERS, excluded: READERS, excludedBecause: { ended: READERS } },
  })
})

test('the log of a send holds no address', async () => {
  await send()
  expect(sending.logged()).toContain('batch answered')
  expect(sending.logged()).not.toContain('lovelace')
})
