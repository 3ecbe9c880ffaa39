import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { listPlanned } from '../../../db/queries/issue-plan.ts'
import { findApprovalState } from '../../../src/actions/issue/approval-state.ts'
import { approveIssue } from '../../../src/actions/issue/approve.ts'
import { cancelIssue } from '../../../src/actions/issue/cancel.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { editIssue } from '../../../src/actions/issue/edit.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { keepRhythm } from '../../../src/actions/rhythm/keep.ts'
import { setRhythm } from '../../../src/actions/rhythm/set.ts'
import { skipWeek, unskipWeek } from '../../../src/actions/rhythm/skip.ts'
import { findWork } from '../../../src/actions/work/find.ts'
import type { Context } from '../../../src/context.ts'
import { nextSlot } from '../../../src/domain/rhythm.ts'
import { createTestContext } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { importSmallContent } from '../../support/sending.ts'

const TUESDAYS = { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: false }

let context: Context
let database: TestDatabase
beforeEach(async () => {
  ;({ context, database } = await createTestContext())
  // A Monday: the next slot is the day after, and no clock of Berlin is set in the weeks that follow.
  await sql`update clock set shift = '2027-01-11T12:00Z'::timestamptz - now()`.execute(database.db)
  await importSmallContent(context)
})

const set = (changes: Partial<typeof TUESDAYS> = {}) => setRhythm(context, { ...TUESDAYS, ...changes })
const planned = async () =>
  (await listPlanned(database.db, new Date(0))).map(
    ({ number, plannedFor }) => `${number} ${plannedFor.toISOString().slice(0, 16)}`,
  )
const list = async (number: number) => (await showIssue(context, number))!.comparisons

async function publish(slug: string): Promise<void> {
  await sql`
    with thing as (insert into comparison (slug) values (${slug}) returning id)
    insert into comparison_version (comparison_id, version, left_tool_id, right_tool_id, bottom_line, status)
    select thing.id, 1, 1, 2, '', 'published' from thing`.execute(database.db)
}

test('once a rhythm is set, the next draft is there, filled, with a subject proposed', async () => {
  expect(await set()).toEqual({ outcome: 'set' })
  expect(await planned()).toEqual(['1 2027-01-12T08:00'])
  expect(await showIssue(context, 1)).toMatchObject({
    status: 'draft',
    subject: '{first}: this week’s verdicts',
    comparisons: ['quill-vs-reed'],
    lead: 'Quill vs Reed',
  })
})

test('what is published once a draft is approved waits for the next one, and voids nothing', async () => {
  await set()
  expect(await approveIssue(context, 1)).toMatchObject({ outcome: 'approved' })
  await publish('second')
  await findWork(context)
  expect(await list(1)).toEqual(['quill-vs-reed'])
  expect((await findApprovalState(context, (await showIssue(context, 1))!)).changed).toEqual([])
  await scheduleIssue(context, 1, { at: '2027-01-12T09:00', timeZone: 'Europe/Berlin' })
  await database.pass('1 day')
  await findWork(context)
  expect(await list(2)).toEqual(['second'])
})

test('what is published in the moment before a draft is settled is for the next one', async () => {
  await set()
  await publish('second')
  // Before any worker has looked.
  await scheduleIssue(context, 1, { at: '2027-01-12T09:00', timeZone: 'Europe/Berlin' })
  await database.pass('1 day')
  await findWork(context)
  expect(await list(1)).toEqual(['quill-vs-reed'])
  expect(await list(2)).toEqual(['second'])
})

test('when its time has passed, the next one opens, with what was published since', async () => {
  await set()
  await scheduleIssue(context, 1, { at: '2027-01-12T09:00', timeZone: 'Europe/Berlin' })
  await publish('second')
  await findWork(context)
  expect(await planned()).toEqual(['1 2027-01-12T08:00'])
  await database.pass('1 day')
  await findWork(context)
  expect(await planned()).toEqual(['1 2027-01-12T08:00', '2 2027-01-19T08:00'])
  expect(await list(2)).toEqual(['second'])
})

test('three workers that look at once, again and again, open one draft', async () => {
  await set()
  await scheduleIssue(context, 1, { at: '2027-01-12T09:00', timeZone: 'Europe/Berlin' })
  await publish('second')
  await database.pass('1 day')
  for (let round = 0; round < 3; round++) {
    await Promise.all([keepRhythm(context), keepRhythm(context), keepRhythm(context)])
  }
  expect(await planned()).toEqual(['1 2027-01-12T08:00', '2 2027-01-19T08:00'])
  expect(await list(2)).toEqual(['second'])
})

test('another rhythm takes what is scheduled for the issue of its week', async () => {
  await set()
  await scheduleIssue(context, 1, { at: '2027-01-12T09:00', timeZone: 'Europe/Berlin' })
  await set({ weekday: '4' })
  expect(await planned()).toEqual(['1 2027-01-14T08:00'])
  await database.pass('2 days')
  await findWork(context)
  await database.pass('1 day')
  await findWork(context)
  expect((await planned()).map((one) => one.slice(0, 12))).toEqual(['1 2027-01-14', '2 2027-01-21'])
})

test('a house that slept for three weeks opens one draft, for the week that comes', async () => {
  await set()
  await scheduleIssue(context, 1, { at: '2027-01-12T09:00', timeZone: 'Europe/Berlin' })
  await database.pass('22 days')
  await findWork(context)
  expect(await planned()).toEqual(['1 2027-01-12T08:00', '2 2027-02-09T08:00'])
})

test('a draft that was not sent in its week is that of the next', async () => {
  await set()
  await database.pass('1 day')
  await findWork(context)
  expect(await planned()).toEqual(['1 2027-01-19T08:00'])
})

test('a draft fills with what is published, until somebody changes its list', async () => {
  await set()
  await publish('second')
  await findWork(context)
  expect(await list(1)).toEqual(['quill-vs-reed', 'second'])
  await editIssue(context, 1, { subject: 'Mine' })
  await publish('third')
  await findWork(context)
  expect(await list(1)).toEqual(['quill-vs-reed', 'second', 'third'])
  await editIssue(context, 1, { comparisons: ['third'] })
  await publish('fourth')
  await findWork(context)
  expect(await list(1)).toEqual(['third'])

  // What was trimmed stays out of the next one; what came later is in it.
  await scheduleIssue(context, 1, { at: '2027-01-12T09:00', timeZone: 'Europe/Berlin' })
  await database.pass('1 day')
  await findWork(context)
  expect(await list(2)).toEqual(['fourth'])
})

test('what joined while an editor had the list before them stays, at its end', async () => {
  await set()
  await publish('second')
  const seen = { version: 1, comparisons: ['quill-vs-reed'], unschedules: false }
  await findWork(context)
  await editIssue(context, 1, { comparisons: ['quill-vs-reed'] }, seen)
  expect(await list(1)).toEqual(['quill-vs-reed', 'second'])
})

test('of an archive, the newest twenty are proposed', async () => {
  for (let number = 1; number <= 25; number++) await publish(`archived-${number}`)
  await set()
  expect(await list(1)).toHaveLength(20)
  expect((await list(1)).at(-1)).toBe('archived-25')
})

test('what was in a cancelled issue that nobody got is proposed again', async () => {
  await createIssue(context, { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] })
  await scheduleIssue(context, 1, 'now')
  await prepareIssue(context, 1)
  await set()
  expect(await list(2)).toEqual([])
  await cancelIssue(context, 1)
  await findWork(context)
  expect(await list(2)).toEqual(['quill-vs-reed'])
})

test('a skipped week has no issue: its draft goes to the next, and comes back', async () => {
  await set()
  const slot = new Date('2027-01-12T08:00Z')
  const both = await Promise.all([skipWeek(context, slot), skipWeek(context, slot)])
  expect(both).toEqual([{ outcome: 'done' }, { outcome: 'done' }])
  expect(await planned()).toEqual(['1 2027-01-19T08:00'])
  await findWork(context)
  expect(await planned()).toEqual(['1 2027-01-19T08:00'])
  expect(await unskipWeek(context, slot)).toEqual({ outcome: 'done' })
  expect(await planned()).toEqual(['1 2027-01-12T08:00'])
  const acts = await database.db
    .selectFrom('auditEntry')
    .select('kind')
    .where('kind', '<>', 'content-imported')
    .orderBy('id')
    .execute()
  expect(acts.map(({ kind }) => kind)).toEqual([
    'rhythm-set',
    'issue-created',
    'week-skipped',
    'week-unskipped',
  ])
})

test('no week is skipped that has passed, is none, or has an issue scheduled', async () => {
  await set()
  expect(await skipWeek(context, new Date('2027-01-05T08:00Z'))).toEqual({ outcome: 'passed' })
  expect(await skipWeek(context, new Date('2027-01-12T08:01Z'))).toEqual({ outcome: 'no-slot' })
  await scheduleIssue(context, 1, { at: '2027-01-12T09:00', timeZone: 'Europe/Berlin' })
  expect(await skipWeek(context, new Date('2027-01-12T08:00Z'))).toEqual({
    outcome: 'scheduled',
    issueNumber: 1,
    status: 'scheduled',
  })
})

test('an issue that goes out late leaves the next week to the next issue', async () => {
  await set()
  await database.pass('1 day')
  await findWork(context)
  await scheduleIssue(context, 1, { at: '2027-01-12T18:00', timeZone: 'Europe/Berlin' })
  await findWork(context)
  expect(await planned()).toEqual(['1 2027-01-12T08:00', '2 2027-01-19T08:00'])
})

test('another rhythm takes drafts and skipped weeks along', async () => {
  await set()
  await skipWeek(context, new Date('2027-01-12T08:00Z'))
  await set({ weekday: '4', timeZone: 'UTC' })
  expect(await planned()).toEqual(['1 2027-01-21T09:00'])
  const { rows } = await sql<{ slot: Date }>`select slot from skipped_slot`.execute(database.db)
  expect(rows).toEqual([{ slot: new Date('2027-01-14T09:00Z') }])
})

test('while it is paused, nothing opens', async () => {
  await set({ paused: true })
  await findWork(context)
  expect(await planned()).toEqual([])
})

test('the moment at which a draft opens is the one that is told', async () => {
  await set({ weekday: '7', time: '02:30' })
  const { sendAt } = nextSlot(
    { weekday: 7, time: '02:30', timeZone: 'Europe/Berlin' },
    new Date('2027-01-11T12:00Z'),
  )
  expect(await planned()).toEqual([`1 ${sendAt.toISOString().slice(0, 16)}`])
})
