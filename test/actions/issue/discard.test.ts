import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { findIssue } from '../../../db/queries/issue.ts'
import { findLines } from '../../../db/queries/issue-line.ts'
import { approveIssue } from '../../../src/actions/issue/approve.ts'
import { beginIssue } from '../../../src/actions/issue/begin.ts'
import { discardIssue, undiscardIssue } from '../../../src/actions/issue/discard.ts'
import { editIssue } from '../../../src/actions/issue/edit.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { setRhythm } from '../../../src/actions/rhythm/set.ts'
import { skipWeek } from '../../../src/actions/rhythm/skip.ts'
import type { Context } from '../../../src/context.ts'
import { createTestContext } from '../../support/context.ts'
import { importSmallContent } from '../../support/sending.ts'

const TUESDAYS = { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: false }
const SLOT = new Date('2027-01-12T08:00Z')

let context: Context
beforeEach(async () => {
  ;({ context } = await createTestContext())
  // A Monday.
  await sql`update clock set shift = '2027-01-11T12:00Z'::timestamptz - now()`.execute(context.db)
  await importSmallContent(context)
})

const begin = () => beginIssue(context, crypto.randomUUID())
const issue = async (number: number) => (await findIssue(context.db, number))!
const acts = async () =>
  (await context.db.selectFrom('auditEntry').select(['kind', 'subject']).orderBy('id').execute())
    .filter(({ kind }) => kind.startsWith('issue-'))
    .map(({ kind, subject }) => `${kind} ${subject}`)

test('what is in a begun draft is free for the week’s draft once it is discarded, at once', async () => {
  await begin()
  await setRhythm(context, TUESDAYS)
  expect((await issue(2)).comparisons).toEqual([])
  expect(await discardIssue(context, 1)).toEqual({ outcome: 'done' })
  expect(await issue(1)).toMatchObject({ status: 'discarded', comparisons: ['quill-vs-reed'] })
  expect((await issue(2)).comparisons).toEqual(['quill-vs-reed'])
  const [line] = await findLines(context.db, ['quill-vs-reed'])
  expect(line!.inIssue).toBe(2)
})

test('it is free for one that is begun later, too, which has the next number', async () => {
  await begin()
  await discardIssue(context, 1)
  expect(await begin()).toBe(2)
  expect((await issue(2)).comparisons).toEqual(['quill-vs-reed'])
})

test('discarded twice, it is logged once; taken back, it is the draft that it was', async () => {
  await begin()
  await editIssue(context, 1, { subject: 'Mine' })
  for (let press = 0; press < 2; press++) {
    expect(await discardIssue(context, 1)).toEqual({ outcome: 'done' })
  }
  expect(await editIssue(context, 1, { subject: 'Late' })).toMatchObject({ outcome: 'on-its-way' })
  expect(await approveIssue(context, 1)).toMatchObject({ outcome: 'on-its-way' })
  expect(await scheduleIssue(context, 1, 'now')).toMatchObject({ outcome: 'on-its-way' })
  for (let press = 0; press < 2; press++) {
    expect(await undiscardIssue(context, 1)).toEqual({ outcome: 'done' })
  }
  expect(await issue(1)).toMatchObject({ status: 'draft', subject: 'Mine', comparisons: ['quill-vs-reed'] })
  expect(await acts()).toEqual([
    'issue-created 1',
    'issue-edited 1',
    'issue-discarded 1',
    'issue-undiscarded 1',
  ])
})

test('the form that began it begins another one then', async () => {
  const form = crypto.randomUUID()
  const number = await beginIssue(context, form)
  await discardIssue(context, number)
  expect(await beginIssue(context, form)).not.toBe(number)
})

test('a week’s draft is not discarded, as another would open: the week is skipped', async () => {
  await setRhythm(context, TUESDAYS)
  expect(await discardIssue(context, 1)).toEqual({ outcome: 'of-a-week' })
  await skipWeek(context, SLOT)
  expect(await discardIssue(context, 1), 'it is that of the next week').toEqual({ outcome: 'of-a-week' })
  await setRhythm(context, { ...TUESDAYS, paused: true })
  expect(await discardIssue(context, 1), 'nothing opens').toEqual({ outcome: 'done' })
  await setRhythm(context, TUESDAYS)
  expect(await issue(2)).toMatchObject({ status: 'draft', comparisons: ['quill-vs-reed'] })
})

test('what is scheduled is not discarded', async () => {
  await begin()
  await scheduleIssue(context, 1, { at: '2027-01-12T09:00', timeZone: 'UTC' })
  expect(await discardIssue(context, 1)).toEqual({ outcome: 'not-a-draft', status: 'scheduled' })
  expect(await undiscardIssue(context, 1)).toEqual({ outcome: 'not-a-draft', status: 'scheduled' })
  expect(await discardIssue(context, 99)).toEqual({ outcome: 'not-found' })
})

test('of forms that are sent several times at once, each begins one issue', async () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]
  const begun = await Promise.all([one, one, other, one, other].map((as) => beginIssue(context, as)))
  expect(new Set(begun).size).toBe(2)
  expect(begun[0]).toBe(begun[1])
  expect(await beginIssue(context, one)).toBe(begun[0])
  expect((await acts()).toSorted()).toEqual(['issue-created 1', 'issue-created 2'])
})
