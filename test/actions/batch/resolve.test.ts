import { beforeAll, beforeEach, expect, test } from 'vitest'
import { settleByWebhook } from '../../../db/queries/batch-settle.ts'
import { resolveBatches } from '../../../src/actions/batch/resolve.ts'
import { cancelIssue } from '../../../src/actions/issue/cancel.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { issueResolve } from '../../../src/cli/issue-resolve.ts'
import { callCommand } from '../../support/call-command.ts'
import {
  createSendingContextFor,
  forgetIssues,
  type SendingContext,
  scheduledIssue,
} from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'

const READERS = 3

let sending: SendingContext
let issueNumber: number
let before: number

beforeAll(async () => {
  sending = await createSendingContextFor(READERS)
})

/** An issue whose one batch is parked: it was accepted, and no answer ever came. */
beforeEach(async () => {
  const { context } = sending
  await forgetIssues(context)
  issueNumber = await scheduledIssue(context)
  sending.faults.set([{ name: 'drop-after' }])
  await workUntilDone(context)
  await sending.database.pass('23 hours')
  await workUntilDone(context)
  sending.faults.set([])
  before = (await sending.mails()).length
})

const issue = async () => (await showIssue(sending.context, issueNumber))!
const resolve = (as: 'sent' | 'unsent', batchNumber?: number) =>
  resolveBatches(sending.context, issueNumber, { batchNumber, as })
const key = async () =>
  (await sending.context.db.selectFrom('batch').select('key').executeTakeFirstOrThrow()).key
const decisions = () =>
  sending.context.db.selectFrom('batchResolution').select(['batchNumber', 'resolvedAs']).execute()

test('a parked batch lets its issue end, and stays unknown', async () => {
  expect(await issue()).toMatchObject({
    status: 'sent',
    account: { unknown: READERS },
    doubtfulBatches: [{ number: 1, status: 'parked', mails: READERS }],
  })
})

test('“sent” accepts its readers and records the decision', async () => {
  expect(await resolve('sent', 1)).toEqual({ outcome: 'resolved', batches: [1] })
  await workUntilDone(sending.context)
  expect((await issue()).account).toMatchObject({ accepted: READERS, unknown: 0 })
  expect((await sending.mails()).length).toBe(before)
  expect(await decisions()).toContainEqual({ batchNumber: 1, resolvedAs: 'sent' })
})

test('“unsent” is refused while webhooks may still tell, and then sends it under a new key', async () => {
  const old = await key()
  expect(await resolve('unsent', 1)).toMatchObject({ outcome: 'too-early', batchNumber: 1 })
  await sending.database.pass('29 hours')
  expect(await resolve('unsent', 1)).toEqual({ outcome: 'resolved', batches: [1] })
  expect(await issue()).toMatchObject({ status: 'sending', account: { toSend: READERS } })
  await workUntilDone(sending.context)
  expect(await issue()).toMatchObject({ status: 'sent', account: { accepted: READERS } })
  expect((await sending.mails()).length).toBe(before + READERS)
  expect(await key()).not.toBe(old)
})

test('a webhook settles it, and nothing is left to decide', async () => {
  await settleByWebhook(sending.context.db, [{ issueNumber, key: await key() }])
  expect((await issue()).account).toMatchObject({ accepted: READERS, unknown: 0 })
  expect(await resolve('sent', 1)).toEqual({ outcome: 'not-parked' })
})

test('what turns out unsent in a cancelled issue is excluded', async () => {
  const { context } = sending
  await context.db.updateTable('issue').set({ status: 'paused', sentAt: null }).execute()
  expect(await cancelIssue(context, issueNumber)).toMatchObject({
    outcome: 'cancelled',
    account: { unknown: READERS },
  })
  await sending.database.pass('29 hours')
  await resolve('unsent')
  await workUntilDone(context)
  expect(await issue()).toMatchObject({
    status: 'cancelled',
    account: { unknown: 0, excludedBecause: { cancelled: READERS } },
  })
})

test('two decisions at once: one of them counts', async () => {
  const outcomes = await Promise.all([resolve('sent', 1), resolve('sent', 1)])
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['not-parked', 'resolved'])
})

test.each([
  [{ batch: '1' }, 'Give --as sent or --as unsent'],
  [{ as: 'sent' }, 'Give --batch'],
  [{ batch: 'x', as: 'sent' }, 'Give --batch'],
  [{ batch: '9', as: 'sent' }, 'Batch 9 of issue 1 is not parked'],
  [{ batch: '1', as: 'unsent' }, '28 hours'],
])('the command says what is wrong with %j', async (values, problem) => {
  const call = { positionals: [String(issueNumber)], values, open: () => sending.context }
  await expect(callCommand(issueResolve, call)).rejects.toThrow(problem)
})
