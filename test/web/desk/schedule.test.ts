import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { setRhythm } from '../../../src/actions/rhythm/set.ts'
import { skipWeek } from '../../../src/actions/rhythm/skip.ts'
import { importSmallContent } from '../../support/sending.ts'
import { createTestWeb, type TestWeb } from '../support.ts'
import { type AtDesk, signedIn, tickOn } from './support.ts'

let site: TestWeb
let editor: AtDesk
beforeEach(async () => {
  site = await createTestWeb()
  editor = await signedIn(site.context, site.web, 'editor')
  await sql`update clock set shift = '2099-01-15T12:00Z'::timestamptz - now()`.execute(site.context.db)
  await importSmallContent(site.context)
  await createIssue(site.context, { subject: 'Mine', intro: '', comparisons: ['quill-vs-reed'] })
})

const PATH = '/desk/issues/1/schedule'
const WHEN = { day: '2099-12-01', time: '9:00', timeZone: 'Europe/Berlin' }
const schedule = async (changes: Partial<typeof WHEN & { despite: string }> = {}) =>
  editor.post(PATH, { ...WHEN, ...tickOn(await editor.read(PATH)), ...changes })
const status = async () => (await showIssue(site.context, 1))!.status

test('an issue is scheduled in a zone, and the page says the moment in UTC, too', async () => {
  expect((await schedule()).status).toBe(303)
  expect(await showIssue(site.context, 1)).toMatchObject({
    status: 'scheduled',
    sendAt: new Date('2099-12-01T08:00:00Z'),
    timeZone: 'Europe/Berlin',
  })
  const page = await editor.read(PATH)
  expect(page).toContain(
    'Goes out Tue, 1 Dec 2099, 09:00 (Europe/Berlin), which is Tue, 1 Dec 2099, 08:00 (UTC)',
  )
  expect(site.queued.at(-1)).toMatchObject({ kind: 'find-work' })
})

test.each([
  [{ day: '2020-01-01' }, 'day', 'That time has passed. Choose one that is still to come'],
  [{ day: '9999-12-31' }, 'day', 'That is more than a year ahead. Choose a day within a year'],
  [{ day: '' }, 'day', 'This is not a day'],
  [{ day: '2099-02-30' }, 'day', 'This is not a day'],
  [{ day: '<b>soon</b>' }, 'day', 'This is not a day'],
  [{ time: '' }, 'time', 'The time is empty'],
  [{ time: '9 o’clock' }, 'time', 'not a time of day'],
  [{ day: '2099-03-29', time: '02:30' }, 'time', 'The same moment is 2099-03-29T03:30'],
  [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'There is no time zone &quot;Mars/Olympus&quot;'],
])('%j is refused at its field, and what was typed stays', async (wrong, field, words) => {
  const refused = await schedule(wrong)
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toMatch(new RegExp(`id="${field}-problem">[^<]*${words.replaceAll(/[.?&;]/g, '\\$&')}`))
  for (const value of Object.values({ ...WHEN, ...wrong })) {
    expect(page).toContain(`value="${value.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`)
  }
  expect(await status()).toBe('draft')
})

test('what is amber is ticked, as it is now, and the log says of what', async () => {
  const { context } = site
  const unticked = await schedule({ despite: '' })
  expect(unticked.status).toBe(422)
  const page = await unticked.text()
  expect(page).toMatch(/Quill, in Quill vs Reed: Its price has no source/)
  expect(page).toContain('id="despite-problem">Mend what is amber, or tick')
  await context.db
    .updateTable('issue')
    .set({ subject: 'S'.repeat(70) })
    .execute()
  const outdated = await schedule({ ...tickOn(page) })
  expect(outdated.status).toBe(422)
  expect(await outdated.text()).toContain('id="despite-problem">The preflight says something else')
  expect(await status()).toBe('draft')
  expect((await schedule()).status).toBe(303)
  const { detail } = await context.db
    .selectFrom('auditEntry')
    .select('detail')
    .where('kind', '=', 'issue-scheduled')
    .executeTakeFirstOrThrow()
  expect(detail).toMatch(/, in spite of prices, Quill, in Quill vs Reed; prices, Reed, .*; subject, /)
})

test('the time that is proposed is that of a week which no other issue has', async () => {
  const { context } = site
  await sql`update clock set shift = '2099-11-30T12:00Z'::timestamptz - now()`.execute(context.db)
  await setRhythm(context, { weekday: '2', time: '09:00', timeZone: 'UTC', paused: false })
  const proposed = async (number: number) =>
    /name="day"[^>]*value="([^"]*)"/.exec(await editor.read(`/desk/issues/${number}/schedule`))?.[1]
  expect(await proposed(2), 'the draft of the week').toBe('2099-12-01')
  expect(await proposed(1)).toBe('2099-12-08')
  await createIssue(context, { subject: 'Beside', intro: '', comparisons: ['quill-vs-reed'] })
  await scheduleIssue(context, 3, { at: '2099-12-08T09:00', timeZone: 'UTC' })
  await skipWeek(context, new Date('2099-12-15T09:00Z'))
  expect(await proposed(1)).toBe('2099-12-22')
  await context.db.updateTable('issue').set({ status: 'cancelled' }).where('number', '=', 3).execute()
  expect(await proposed(1)).toBe('2099-12-08')
})

test('of a time that comes twice, the page says which of the two it is', async () => {
  expect((await schedule({ day: '2099-10-25', time: '02:30' })).status).toBe(303)
  expect(await editor.read(PATH)).toContain(
    '02:30 comes twice in Europe/Berlin: this is the first, at UTC+02:00',
  )
})

test('it is taken back to draft, and twice is as good as once', async () => {
  await schedule()
  for (let press = 0; press < 2; press++) {
    expect((await editor.post(`${PATH}/removal`)).status).toBe(303)
    expect(await status()).toBe('draft')
  }
  const acts = await site.context.db
    .selectFrom('auditEntry')
    .select('kind')
    .where('subject', '=', '1')
    .execute()
  expect(acts.map(({ kind }) => kind).filter((kind) => kind.startsWith('issue-'))).toEqual([
    'issue-created',
    'issue-scheduled',
    'issue-unscheduled',
  ])
})

test('what is about to go out can be taken back, and scheduled anew only then', async () => {
  const { rows } = await sql<{ soon: string }>`
    select to_char(clock_now() at time zone 'UTC' + interval '3 minutes', 'YYYY-MM-DD HH24:MI') as soon`.execute(
    site.database.db,
  )
  const [day, time] = rows[0]!.soon.split(' ')
  await schedule({ day: day!, time: time!, timeZone: 'UTC' })
  await prepareIssue(site.context, 1)
  expect((await schedule()).status).toBe(409)
  expect(await editor.read(PATH)).toContain('Take it back to draft')
  await editor.post(`${PATH}/removal`)
  expect((await schedule()).status).toBe(303)
})

test('an empty issue is refused in words of the desk', async () => {
  await createIssue(site.context, { subject: 'Empty', intro: '', comparisons: [] })
  const refused = await editor.post('/desk/issues/2/schedule', WHEN)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('The issue is empty. Give it comparisons first.')
})

test('the rhythm’s slot is proposed, with what daylight saving does to it', async () => {
  await sql`update clock set shift = '2027-03-24T12:00Z'::timestamptz - now()`.execute(site.database.db)
  editor = await signedIn(site.context, site.web, 'editor', 'again@lovelace.org')
  await setRhythm(site.context, { weekday: '7', time: '02:30', timeZone: 'Europe/Berlin', paused: false })
  const page = await editor.read('/desk/issues/2/schedule')
  expect(page).toContain('value="2027-03-28"')
  expect(page).toContain('value="03:30"')
  expect(page).toContain('value="Europe/Berlin"')
  expect(page).toContain('clocks go forward over 02:30 in Europe/Berlin: it goes out at 03:30')
})

test('a skipped week is not proposed, even to a draft that was scheduled in it and taken back', async () => {
  await sql`update clock set shift = '2027-01-11T12:00Z'::timestamptz - now()`.execute(site.database.db)
  editor = await signedIn(site.context, site.web, 'editor', 'again@lovelace.org')
  await setRhythm(site.context, { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: false })
  await skipWeek(site.context, new Date('2027-01-12T08:00Z'))
  await schedule({ day: '2027-01-12' })
  expect(await editor.read(PATH)).toContain('value="2027-01-12"')
  await editor.post(`${PATH}/removal`)
  expect((await showIssue(site.context, 1))!.plannedFor).toEqual(new Date('2027-01-12T08:00Z'))
  // The 19th has the draft that was the skipped week's.
  expect(await editor.read(PATH)).toContain('value="2027-01-26"')
})
