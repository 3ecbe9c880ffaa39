import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { clockNow } from '../../../db/queries/clock.ts'
import { holdIssue } from '../../../db/queries/issue-life.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { editIssue } from '../../../src/actions/issue/edit.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { resumeIssue } from '../../../src/actions/issue/resume.ts'
import { scheduleIssue, type When } from '../../../src/actions/issue/schedule.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { unscheduleIssue } from '../../../src/actions/issue/unschedule.ts'
import { issueSchedule } from '../../../src/cli/issue-schedule.ts'
import { callCommand } from '../../support/call-command.ts'
import { dayIn } from '../../support/day-in.ts'
import { createSendingContextFor, type SendingContext } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'

let sending: SendingContext
let number: number

beforeAll(async () => {
  sending = await createSendingContextFor(3)
})

beforeEach(async () => {
  number = await newIssue(['quill-vs-reed'])
})

async function newIssue(comparisons: readonly string[]): Promise<number> {
  const created = await createIssue(sending.context, { subject: ' A subject ', intro: 'Hello', comparisons })
  if (created.outcome !== 'created') throw new Error(created.problem)
  return created.number
}

const schedule = (when: When, issue = number) => scheduleIssue(sending.context, issue, when)
const status = async () => (await showIssue(sending.context, number))?.status

test('a new issue is a draft with the next number', async () => {
  const next = await newIssue([])
  expect(next).toBe(number + 1)
  expect(await showIssue(sending.context, next)).toMatchObject({
    status: 'draft',
    subject: 'A subject',
    comparisons: [],
  })
})

test('new issues at once get numbers of their own', async () => {
  const numbers = await Promise.all([newIssue([]), newIssue([]), newIssue([])])
  expect(new Set(numbers).size).toBe(3)
})

test.each([
  [{ subject: '  ' }, 'subject'],
  [{ subject: 'two\nlines' }, 'subject'],
  [{ subject: 'x'.repeat(201) }, 'subject'],
  [{ intro: 'a gap \u{E000}unsubscribe\u{E001}' }, 'intro'],
  [{ comparisons: ['quill-vs-reed', 'no-such'] }, 'comparisons'],
  [{ comparisons: ['quill-vs-reed', 'quill-vs-reed'] }, 'comparisons'],
])('a new issue with %j is refused, naming the field', async (wrong, field) => {
  const draft = { subject: 'S', intro: '', comparisons: [], ...wrong }
  expect(await createIssue(sending.context, draft)).toMatchObject({ outcome: 'refused', field })
})

test('a time in a zone is kept as a moment and as the zone', async () => {
  expect(await schedule({ at: `${dayIn(365)}T09:00`, timeZone: 'Asia/Tokyo' })).toEqual({
    outcome: 'scheduled',
    needsApproval: false,
    sendAt: new Date(`${dayIn(365)}T00:00:00Z`),
    timeZone: 'Asia/Tokyo',
    amber: expect.any(Array),
  })
  expect(await status()).toBe('scheduled')
})

test.each([
  ['2020-01-01T09:00', 'Europe/Berlin', 'in the past'],
  [`${dayIn(368)}T09:00`, 'Europe/Berlin', 'is more than a year ahead. Choose a time within a year'],
  ['9999-12-31T09:00', 'Europe/Berlin', 'is more than a year ahead'],
  ['2099-01-01T09:00', 'Mars/Olympus', 'no time zone "Mars/Olympus"'],
  ['2099-03-29T02:30', 'Europe/Berlin', 'does not exist in Europe/Berlin'],
  ['2099-02-30T09:00', 'Europe/Berlin', 'not a local time'],
  ['tomorrow', 'Europe/Berlin', 'not a local time'],
  ['2099-01-01', 'Europe/Berlin', 'not a local time'],
  ['2099-01-01T09:00Z', 'Europe/Berlin', 'not a local time'],
  ['2099-01-01T09:00+02:00', 'Europe/Berlin', 'not a local time'],
  ['2099-01-01T09:00[UTC]', 'Europe/Berlin', 'not a local time'],
  ['+275760-01-01T09:00', 'Europe/Berlin', 'not a local time'],
])('%s in %s is refused with the reason', async (at, timeZone, reason) => {
  const outcome = await schedule({ at, timeZone })
  expect(outcome).toMatchObject({ outcome: 'refused', problem: expect.stringContaining(reason) })
  expect(await status()).toBe('draft')
})

test('the command says which of two a time is that comes twice', async () => {
  const { context, database } = sending
  await sql`update clock set shift = '2027-06-01T12:00Z'::timestamptz - now()`.execute(database.db)
  const values = { at: '2027-10-31T02:30', 'time-zone': 'Europe/Berlin' }
  const call = { positionals: [String(number)], values, open: () => context }
  const { printed } = await callCommand(issueSchedule, call)
  await sql`update clock set shift = '0'`.execute(database.db)
  expect(printed[1]).toContain('02:30 comes twice in Europe/Berlin: this is the first, at UTC+02:00')
})

test('an empty issue and one with an unpublished comparison are refused', async () => {
  expect(await schedule('now', await newIssue([]))).toMatchObject({
    problem: expect.stringContaining('empty'),
  })
  const unpublished = await schedule('now', await newIssue(['quill-vs-reed', 'reed-vs-quill']))
  expect(unpublished).toMatchObject({ problem: expect.stringContaining('Reed vs Quill (draft)') })
})

test('editing a scheduled issue makes it a draft again, and says so', async () => {
  await schedule({ at: `${dayIn(30)}T09:00`, timeZone: 'UTC' })
  expect(await editIssue(sending.context, number, { subject: 'Other' })).toEqual({
    outcome: 'edited',
    was: 'scheduled',
  })
  expect(await showIssue(sending.context, number)).toMatchObject({
    status: 'draft',
    subject: 'Other',
    sendAt: null,
  })
})

test('an issue is prepared ahead of its time and sent at its time', async () => {
  const at = new Date((await clockNow(sending.context.db)).getTime() + 4 * 60_000).toISOString().slice(0, 19)
  await schedule({ at, timeZone: 'UTC' })
  await workUntilDone(sending.context)
  expect(await showIssue(sending.context, number)).toMatchObject({
    status: 'preparing',
    account: { toSend: 3 },
  })
  await sending.database.pass('4 minutes')
  await workUntilDone(sending.context)
  expect(await showIssue(sending.context, number)).toMatchObject({ status: 'sent', account: { accepted: 3 } })
})

test('a prepared issue can be taken back, edited and sent anew', async () => {
  await schedule('now')
  await prepareIssue(sending.context, number)
  expect(await status()).toBe('preparing')
  expect(await editIssue(sending.context, number, { subject: 'Other' })).toMatchObject({
    outcome: 'on-its-way',
  })

  expect(await unscheduleIssue(sending.context, number)).toEqual({ outcome: 'unscheduled' })
  expect(await showIssue(sending.context, number)).toMatchObject({
    status: 'draft',
    account: { audience: 0 },
  })
  await editIssue(sending.context, number, { subject: 'Better' })
  await schedule('now')
  await workUntilDone(sending.context)
  expect((await sending.mails()).at(-1)?.subject).toBe('Quill vs Reed: Better')
})

test('a sent issue can be neither unscheduled, edited nor scheduled', async () => {
  await schedule('now')
  await workUntilDone(sending.context)
  expect(await unscheduleIssue(sending.context, number)).toEqual({ outcome: 'not-scheduled', status: 'sent' })
  expect(await editIssue(sending.context, number, { subject: 'X' })).toEqual({
    outcome: 'on-its-way',
    status: 'sent',
  })
  expect(await schedule('now')).toEqual({ outcome: 'on-its-way', status: 'sent' })
})

test('an issue held before its freeze can be edited, taken back or resumed, and is a plain draft then', async () => {
  const { db } = sending.context
  const hold = async () => {
    await schedule('now')
    await holdIssue(db, number, 'No longer published: x.')
  }
  const draft = { status: 'draft', sendAt: null, heldBecause: null }
  await hold()
  expect(await editIssue(sending.context, number, { subject: 'Mended' })).toMatchObject({ outcome: 'edited' })
  expect(await showIssue(sending.context, number)).toMatchObject(draft)
  await hold()
  expect(await unscheduleIssue(sending.context, number)).toEqual({ outcome: 'unscheduled' })
  expect(await showIssue(sending.context, number)).toMatchObject(draft)
  await hold()
  expect(await resumeIssue(sending.context, number)).toEqual({ outcome: 'resumed', status: 'draft' })
  expect(await showIssue(sending.context, number)).toMatchObject(draft)
})
