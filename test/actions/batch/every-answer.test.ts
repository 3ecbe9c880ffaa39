import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { FaultSetting } from '../../../mailbox/faults/parse-faults.ts'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { resumeIssue } from '../../../src/actions/issue/resume.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { findWork } from '../../../src/actions/work/find.ts'
import { createResendMailer } from '../../../src/mailer/resend-mailer.ts'
import {
  createSendingContextFor,
  forgetIssues,
  type SendingContext,
  scheduledIssue,
} from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'

const READERS = 8

let sending: SendingContext
let issueNumber: number
let before: number

beforeAll(async () => {
  sending = await createSendingContextFor(READERS)
})

/** An issue of one batch, on its way. */
beforeEach(async () => {
  const { context } = sending
  sending.faults.clear()
  await forgetIssues(context)
  await allSubscribed()
  issueNumber = await scheduledIssue(context)
  before = (await sending.mails()).length
})

const allSubscribed = () =>
  sending.context.db.updateTable('subscriber').set({ status: 'confirmed', endedAt: null }).execute()
const leave = (address: string) =>
  sending.context.db
    .updateTable('subscriber')
    .set({ status: 'ended', endedAt: new Date() })
    .where('address', '=', address)
    .execute()
const issue = async () => (await showIssue(sending.context, issueNumber))!
const batches = () =>
  sending.context.db
    .selectFrom('batch')
    .select(['number', 'status', 'key', 'lastError'])
    .where('issueNumber', '=', issueNumber)
    .orderBy('number')
    .execute()
const firstBatch = async () => (await batches())[0]!
const newMails = async () => (await sending.mails()).slice(before)

/** Starts the issue and tries its batch once. */
async function firstAttempt(...faults: FaultSetting[]) {
  sending.faults.set(faults)
  await start()
  const context = faults.some(({ name }) => name === 'hang') ? sending.hasty : sending.context
  return (await sendBatch(context, { issueNumber, batchNumber: 1 })).outcome
}

/** Prepared and started, nothing sent. */
async function start(): Promise<void> {
  const { context } = sending
  await prepareIssue(context, issueNumber)
  await findWork(context)
}

/** Works on through the waits between attempts. */
async function workOn(minutes = 3): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await workUntilDone(sending.context)
    await sending.database.pass('1 minute')
  }
  await workUntilDone(sending.context)
}

async function expectAllToHaveItOnce() {
  expect(await issue()).toMatchObject({
    status: 'sent',
    account: { audience: READERS, accepted: READERS, unknown: 0, toSend: 0 },
  })
  const reached = (await newMails()).map((mail) => mail.to[0])
  expect(reached).toHaveLength(READERS)
  expect(new Set(reached).size).toBe(READERS)
}

test.each<FaultSetting['name']>(['fail-before', 'unavailable', 'drop-before', 'key-in-use'])(
  'after %s the batch is unknown, and the same request settles it',
  async (name) => {
    expect(await firstAttempt({ name, times: 1 })).toBe('unknown')
    expect(await issue()).toMatchObject({
      status: 'sending',
      account: { unknown: READERS, accepted: 0, toSend: 0 },
      doubtfulBatches: [{ number: 1, status: 'unknown', mails: READERS }],
    })
    const { key } = await firstBatch()
    await workOn()
    await expectAllToHaveItOnce()
    expect((await firstBatch()).key).toBe(key)
  },
)

test.each<FaultSetting['name']>([
  'fail-after',
  'drop-after',
  'truncate-answer',
  'garble-answer',
  'leave-out-id',
  'leave-out-ids',
  'hang',
])('after %s nobody gets a second mail: the repeated request is answered as the first', async (name) => {
  expect(await firstAttempt({ name, times: 1 })).toBe('unknown')
  expect((await newMails()).length).toBe(READERS)
  await workOn()
  await expectAllToHaveItOnce()
})

test('an answer that is lost again and again is asked for until it comes', async () => {
  await firstAttempt({ name: 'drop-after', times: 4 })
  await workOn(8)
  await expectAllToHaveItOnce()
})

test('nobody at the address: nothing is pinned, and who leaves meanwhile is dropped', async () => {
  await start()
  const { context } = sending
  const nowhere = createResendMailer({ apiKey: 're_x', baseUrl: 'http://127.0.0.1:1', provider: 'mailbox' })
  const { outcome } = await sendBatch({ ...context, mailer: nowhere }, { issueNumber, batchNumber: 1 })
  await nowhere.close()
  expect(outcome).toBe('unreachable')
  expect(await firstBatch()).toMatchObject({ status: 'prepared' })
  await leave('reader1@lovelace.org')
  await workOn()
  expect((await issue()).account).toMatchObject({ accepted: READERS - 1, excludedBecause: { ended: 1 } })
})

test('who leaves while a batch is unknown stays in it, as its bytes are pinned', async () => {
  await firstAttempt({ name: 'fail-before', times: 1 })
  await leave('reader1@lovelace.org')
  await workOn()
  await expectAllToHaveItOnce()
})

test('the rate: the batch waits as long as it is told and goes without whoever left, under a new key', async () => {
  expect(await firstAttempt({ name: 'rate-limit', seconds: 2, times: 1 })).toBe('rate-limited')
  const { key } = await firstBatch()
  await leave('reader1@lovelace.org')
  expect(await findWork(sending.context)).toEqual([])
  await workOn()
  expect((await issue()).account).toMatchObject({ accepted: READERS - 1, excludedBecause: { ended: 1 } })
  expect(await newMails()).toHaveLength(READERS - 1)
  expect((await firstBatch()).key).not.toBe(key)
})

test.each<[FaultSetting['name'], string]>([
  ['daily-quota', 'daily_quota_exceeded'],
  ['monthly-quota', 'monthly_quota_exceeded'],
  ['missing-key', 'missing_api_key'],
  ['restricted-key', 'restricted_api_key'],
  ['invalid-key', 'invalid_api_key'],
  ['unverified-domain', 'validation_error'],
  ['refuse-from', 'invalid_from_address'],
  ['refuse-missing-field', 'missing_required_field'],
  ['refuse-parameter', 'invalid_parameter'],
  ['refuse-oddly', 'some_new_error'],
])(
  '%s holds the issue, rejects nobody, and says why; resumed, it goes to whoever is left',
  async (name, said) => {
    // Nobody documents whether Resend keeps a refusal under its key, so here it does.
    sending.faults.set([{ name, remember: true }])
    await workOn()
    const held = await issue()
    expect(held).toMatchObject({ status: 'held', account: { toSend: READERS, rejected: 0 } })
    expect(held.heldBecause).toContain(said)
    expect(await newMails()).toHaveLength(0)

    sending.faults.clear()
    await leave('reader1@lovelace.org')
    expect(await resumeIssue(sending.context, issueNumber)).toEqual({ outcome: 'resumed', status: 'sending' })
    await workOn()
    expect(await issue()).toMatchObject({
      status: 'sent',
      account: { accepted: READERS - 1, excludedBecause: { ended: 1 } },
    })
  },
)

test.each([false, true])(
  'a refused recipient is found and rejected by name, and the others have their issue (stored refusals: %s)',
  async (remember) => {
    sending.faults.set([
      { name: 'refuse-recipient', matching: 'reader3@', remember },
      { name: 'refuse-recipient', matching: 'reader4@', remember },
    ])
    await workOn()
    expect(await issue()).toMatchObject({ status: 'sent', account: { accepted: READERS - 2, rejected: 2 } })
    const rejected = await sending.context.db
      .selectFrom('delivery')
      .select(['address', 'rejection'])
      .where('state', '=', 'rejected')
      .orderBy('address')
      .execute()
    expect(rejected.map(({ address }) => address)).toEqual(['reader3@lovelace.org', 'reader4@lovelace.org'])
    expect(rejected[0]?.rejection).toContain('Invalid `to` field')
    expect(await newMails()).toHaveLength(READERS - 2)
    const keys = (await batches()).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  },
)

test('when every part of a batch is refused alike the issue is held and nobody is rejected', async () => {
  sending.faults.set([{ name: 'refuse-recipient' }])
  await workOn()
  const held = await issue()
  expect(held).toMatchObject({ status: 'held', account: { rejected: 0, toSend: READERS } })
  expect(held.heldBecause).toContain('refused alike')

  sending.faults.clear()
  await resumeIssue(sending.context, issueNumber)
  await workOn()
  await expectAllToHaveItOnce()
})

test('a refusal after an attempt that may have been accepted proves nothing', async () => {
  await firstAttempt({ name: 'drop-after', times: 1 }, { name: 'refuse-recipient', times: 2 })
  await workOn(1)
  expect((await batches()).map(({ status }) => status)).toEqual(['unknown'])
  await workOn()
  await expectAllToHaveItOnce()
})

test('other bytes under the key are reported as a bug of ours', async () => {
  expect(await firstAttempt({ name: 'key-of-another-body', times: 1 })).toBe('unknown')
  expect(sending.logged()).toContain('BUG')
})

test('a batch that comes out different is parked, and Resend is not called', async () => {
  await firstAttempt({ name: 'drop-after', times: 1 })
  await sending.context.db.updateTable('delivery').set({ tokenVersion: 2 }).execute()
  const requests = sending.requests()
  await workOn()
  expect(sending.requests()).toBe(requests)
  expect(await firstBatch()).toMatchObject({ status: 'parked' })
  expect(await issue()).toMatchObject({ status: 'sent', account: { unknown: READERS } })
})

test('after 23 hours without an answer the batch is parked and never sent again', async () => {
  sending.faults.set([{ name: 'drop-after' }])
  await workOn(2)
  await sending.database.pass('23 hours')
  sending.faults.set([{ name: 'forget-keys' }])
  await workOn()
  expect(await firstBatch()).toMatchObject({ status: 'parked' })
  expect(await newMails()).toHaveLength(READERS)
  expect(await issue()).toMatchObject({ status: 'sent', account: { unknown: READERS } })
})
