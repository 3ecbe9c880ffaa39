import { beforeAll, beforeEach, expect, test } from 'vitest'
import { findBatchesToSend } from '../../../db/queries/batch-list.ts'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { cancelIssue } from '../../../src/actions/issue/cancel.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { pauseIssue } from '../../../src/actions/issue/pause.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { resumeIssue } from '../../../src/actions/issue/resume.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { findWork } from '../../../src/actions/work/find.ts'
import {
  createSendingContextFor,
  forgetIssues,
  type SendingContext,
  scheduledIssue,
} from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'

const READERS = 305

let sending: SendingContext
let issueNumber: number

beforeAll(async () => {
  sending = await createSendingContextFor(READERS)
})

/** An issue of four batches, the first of them sent. */
beforeEach(async () => {
  const { context } = sending
  sending.faults.clear()
  await forgetIssues(context)
  issueNumber = await scheduledIssue(context)
  await prepareIssue(context, issueNumber)
  await findWork(context)
  await send(1)
})

const send = async (batchNumber: number) =>
  (await sendBatch(sending.context, { issueNumber, batchNumber })).outcome
const issue = async () => (await showIssue(sending.context, issueNumber))!

test('a paused issue sends nothing more, and resumed it goes on where it stopped', async () => {
  expect(await pauseIssue(sending.context, issueNumber)).toEqual({ outcome: 'paused' })
  await workUntilDone(sending.context)
  expect(await send(2)).toBe('not-to-be-had')
  expect(await issue()).toMatchObject({ status: 'paused', account: { accepted: 100, toSend: 205 } })

  expect(await resumeIssue(sending.context, issueNumber)).toMatchObject({ outcome: 'resumed' })
  await workUntilDone(sending.context)
  expect(await issue()).toMatchObject({ status: 'sent', account: { accepted: READERS } })
})

test('a paused issue of which nothing is left to send comes to its end by itself, once the last answer is there', async () => {
  await send(2)
  await send(3)
  sending.loseAnswers()
  expect(await send(4)).toBe('unknown')
  await pauseIssue(sending.context, issueNumber)
  await findWork(sending.context)
  expect((await issue()).status).toBe('paused')
  sending.answerInstead()
  await sending.database.pass('1 minute')
  await workUntilDone(sending.context)
  expect(await issue()).toMatchObject({ status: 'sent', account: { accepted: READERS, unknown: 0 } })
})

test('a paused issue stays paused as long as a batch is parked', async () => {
  await send(2)
  sending.loseAnswers()
  expect(await send(3)).toBe('unknown')
  sending.answerInstead()
  await send(4)
  await pauseIssue(sending.context, issueNumber)
  await sending.context.db
    .updateTable('batch')
    .set({ status: 'parked' })
    .where('status', '=', 'unknown')
    .execute()
  await findWork(sending.context)
  expect((await issue()).status).toBe('paused')
  await sending.context.db.updateTable('issue').set({ status: 'sending' }).execute()
  await findWork(sending.context)
  expect((await issue()).status).toBe('sent')
})

test('a cancelled issue excludes whoever was not sent it, and is over', async () => {
  expect(await cancelIssue(sending.context, issueNumber)).toMatchObject({ outcome: 'cancelled' })
  await workUntilDone(sending.context)
  expect(await issue()).toMatchObject({
    status: 'cancelled',
    account: { audience: READERS, accepted: 100, excludedBecause: { cancelled: 205 }, toSend: 0 },
  })
  expect(await cancelIssue(sending.context, issueNumber)).toEqual({ outcome: 'over', status: 'cancelled' })
  expect(await resumeIssue(sending.context, issueNumber)).toMatchObject({ outcome: 'not-stopped' })
})

test('a cancel that was cut off is finished by the pulse', async () => {
  await sending.context.db.updateTable('issue').set({ status: 'cancelled' }).execute()
  await workUntilDone(sending.context)
  expect((await issue()).account).toMatchObject({ excludedBecause: { cancelled: 205 }, toSend: 0 })
})

test.each(['paused', 'held', 'cancelled'] as const)(
  'what is unknown goes on being settled while the issue is %s',
  async (status) => {
    sending.faults.set([{ name: 'drop-after', times: 1 }])
    expect(await send(2)).toBe('unknown')
    await sending.context.db
      .updateTable('issue')
      .set({ status, heldBecause: status === 'held' ? 'a test' : null })
      .execute()
    await sending.database.pass('1 minute')
    await workUntilDone(sending.context)
    expect(await issue()).toMatchObject({ status, account: { accepted: 200, unknown: 0 } })
  },
)

test('pause and cancel at once: both are carried out, and the account adds up', async () => {
  await Promise.all([
    pauseIssue(sending.context, issueNumber),
    cancelIssue(sending.context, issueNumber),
    send(2),
    send(3),
  ])
  await workUntilDone(sending.context)
  const { status, account } = await issue()
  expect(status).toBe('cancelled')
  expect(account.accepted + account.excluded).toBe(READERS)
})

test('an issue that is not being sent can’t be paused, a draft not cancelled', async () => {
  await pauseIssue(sending.context, issueNumber)
  expect(await pauseIssue(sending.context, issueNumber)).toEqual({
    outcome: 'not-being-sent',
    status: 'paused',
  })
  const draft = await createIssue(sending.context, { subject: 'S', intro: '', comparisons: [] })
  if (draft.outcome !== 'created') throw new Error(draft.problem)
  expect(await cancelIssue(sending.context, draft.number)).toEqual({
    outcome: 'not-prepared',
    status: 'draft',
  })
  expect(await pauseIssue(sending.context, 99)).toEqual({ outcome: 'not-found' })
})

test('five answers that prove nothing stop all first attempts; one probe opens the way again', async () => {
  sending.faults.set([{ name: 'drop-after' }])
  await send(2)
  for (let attempt = 0; attempt < 4; attempt++) {
    await sending.database.pass('1 minute')
    await send(2)
  }
  expect(await send(3)).toBe('not-to-be-had')
  await sending.database.pass('1 minute')
  expect(await send(3)).toBe('not-to-be-had')
  const before = sending.requests()
  const probes = await Promise.all([send(2), send(2), send(2)])
  expect(probes.filter((outcome) => outcome === 'unknown')).toHaveLength(1)
  expect(sending.requests()).toBe(before + 1)

  sending.faults.clear()
  await sending.database.pass('1 minute')
  await workUntilDone(sending.context)
  expect(await issue()).toMatchObject({ status: 'sent', account: { accepted: READERS } })
})

test('unknown batches take turns, so that one that is never answered keeps no other waiting', async () => {
  const { db } = sending.context
  sending.faults.set([{ name: 'drop-before' }])
  await send(2)
  await sending.database.pass('1 minute')
  await send(3)
  await sending.database.pass('1 minute')
  const next = async () => (await findBatchesToSend(db, 'mailbox', 1)).map(({ batchNumber }) => batchNumber)
  expect(await next()).toEqual([2])
  await send(2)
  await sending.database.pass('1 minute')
  expect(await next()).toEqual([3])
})

test('an issue begun through another provider is held and its unknown batches are parked', async () => {
  sending.faults.set([{ name: 'drop-after', times: 1 }])
  await send(2)
  const elsewhere = { ...sending.context, mailer: { ...sending.context.mailer, provider: 'https://other' } }
  expect(await findWork(elsewhere)).toEqual([])
  const held = await issue()
  expect(held).toMatchObject({ status: 'held', doubtfulBatches: [{ number: 2, status: 'parked' }] })
  expect(held.heldBecause).toContain('https://other')
  expect((await sendBatch(elsewhere, { issueNumber, batchNumber: 3 })).outcome).toBe('not-to-be-had')

  await resumeIssue(elsewhere, issueNumber)
  await workUntilDone(elsewhere)
  expect(await issue()).toMatchObject({ status: 'sent', account: { accepted: 205, unknown: 100 } })
})

test('an issue that missed its time goes out late within six hours, and beyond that is held and asks', async () => {
  const { context } = sending
  const scheduled = () => scheduledIssue(context)
  const late = await scheduled()
  await sending.database.pass('5 hours')
  await workUntilDone(context)
  expect((await showIssue(context, late))?.status).toBe('sent')

  const tooLate = await scheduled()
  await sending.database.pass('7 hours')
  await workUntilDone(context)
  const held = await showIssue(context, tooLate)
  expect(held?.status).toBe('held')
  expect(held?.heldBecause).toContain('Send it now, or choose another time')
  await scheduleIssue(context, tooLate, 'now')
  await workUntilDone(context)
  expect((await showIssue(context, tooLate))?.status).toBe('sent')
})
