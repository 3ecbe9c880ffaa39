import { beforeAll, beforeEach, expect, test } from 'vitest'
import { claimBatch } from '../../../db/queries/batch-claim.ts'
import { installationId } from '../../../db/queries/installation.ts'
import { holdIssue } from '../../../db/queries/issue-life.ts'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { findWork } from '../../../src/actions/work/find.ts'
import { createSendingContextFor, type SendingContext, scheduledIssue } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'

const READERS = 3

let sending: SendingContext
let issueNumber: number
let before: number

beforeAll(async () => {
  sending = await createSendingContextFor(READERS)
})

/** An issue of one batch, ready to go. */
beforeEach(async () => {
  const { context } = sending
  await context.db
    .updateTable('sendRate')
    .set({ nextSlot: new Date(0) })
    .execute()
  issueNumber = await scheduledIssue(context)
  await prepareIssue(context, issueNumber)
  await context.db.updateTable('issue').set({ status: 'sending' }).where('number', '=', issueNumber).execute()
  sending.answerInstead()
  before = (await sending.mails()).length
})

const send = async (context = sending.context) =>
  (await sendBatch(context, { issueNumber, batchNumber: 1 })).outcome
const batch = () =>
  sending.context.db
    .selectFrom('batch')
    .selectAll()
    .where('issueNumber', '=', issueNumber)
    .where('number', '=', 1)
    .executeTakeFirstOrThrow()
const installation = () => installationId(sending.context.db)
const account = async () => (await showIssue(sending.context, issueNumber))?.account
const newMails = async () => (await sending.mails()).length - before

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
  await sending.database.pass('1 minute')
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

  await sending.database.pass('1 minute')
  await workUntilDone(sending.context)
  expect(await account()).toMatchObject({ accepted: READERS })
  expect(await newMails()).toBe(READERS)
})

test('a worker killed after its request left: the same request is repeated, and nobody has two mails', async () => {
  let keys: unknown[] = []
  const killed = new Promise<void>((resolve) =>
    sending.answerInstead((request) => {
      keys = [request.headers['idempotency-key']]
      resolve()
    }),
  )
  const abandoned = send(sending.hasty)
  await killed
  expect(await account()).toMatchObject({ toSend: READERS })
  await sending.database.pass('1 minute')
  sending.answerInstead()
  await workUntilDone(sending.context)

  expect(await account()).toMatchObject({ accepted: READERS })
  await abandoned
  expect(await account()).toMatchObject({ accepted: READERS })
  expect(await newMails()).toBe(READERS)
  expect(keys).toEqual([`${await installation()}-${(await batch()).key}`])
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
  await sending.database.pass('1 minute')
  await findWork(sending.context)
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
