import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { importSmallContent } from '../../support/sending.ts'
import { createTestWeb, type TestWeb } from '../support.ts'
import { type AtDesk, signedIn } from './support.ts'

let site: TestWeb
let owner: AtDesk
beforeEach(async () => {
  site = await createTestWeb()
  await sql`update clock set shift = '2027-03-15T12:00Z'::timestamptz - now()`.execute(site.database.db)
  owner = await signedIn(site.context, site.web, 'owner')
  await importSmallContent(site.context)
})

const RHYTHM = { weekday: '7', time: '2:30', timeZone: 'Europe/Berlin' }
const set = (changes: Record<string, string> = {}) => owner.post('/desk/rhythm', { ...RHYTHM, ...changes })

test('an owner sets the rhythm, and the first draft is there', async () => {
  expect(await owner.read('/desk/rhythm')).toContain('No rhythm is set yet')
  expect((await set()).status).toBe(303)
  const page = await owner.read('/desk/rhythm')
  expect(page).toContain('Every Sunday 02:30 (Europe/Berlin)')
  expect(page).toContain('The next time is Sun, 21 Mar 2027, 02:30 (Europe/Berlin)')
  expect(await owner.read('/desk/issues/1')).toContain('Quill vs Reed')
})

test('an editor sees the rhythm and does not set it', async () => {
  const editor = await signedIn(site.context, site.web, 'editor')
  await set()
  const page = await editor.read('/desk/rhythm')
  expect(page).toContain('Owners set it')
  expect(page).not.toContain('<select')
})

test('what is wrong with a rhythm stands at its field, and what was typed stays', async () => {
  const refused = await set({ weekday: '9', time: 'noon <b>', timeZone: 'Berlin' })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('Choose one of the days')
  expect(page).toContain('not a time of day')
  expect(page).toContain('value="noon &lt;b&gt;"')
  expect(page).toContain('no time zone &quot;Berlin&quot;')
})

test('the calendar shows past and coming weeks, their zone, and where clocks change', async () => {
  await set()
  const page = await owner.read('/desk/calendar')
  expect(page.match(/<h2>/g)).toHaveLength(13)
  expect(page).toContain('Week of 15 Mar 2027')
  expect(page).toContain('Sun, 28 Mar 2027, 03:30 (Europe/Berlin)')
  expect(page).toContain('clocks go forward over 02:30')
  expect(page).toContain('href="/desk/issues/1"')
})

test('of an issue that is scheduled the calendar says that it will be held, where its preflight is red', async () => {
  await set()
  await scheduleIssue(site.context, 1, { at: '2027-03-18T09:00', timeZone: 'UTC' })
  expect(await owner.read('/desk/calendar')).not.toContain('It will be held at its time')
  await site.context.db.updateTable('issue').set({ intro: 'Dear {name},' }).execute()
  expect(await owner.read('/desk/calendar')).toMatch(/It will be held at its time.*its preflight is red/)
})

test('a week is skipped with a button, twice is once, and it can be taken back', async () => {
  await set()
  const slot = '2027-03-21T01:30:00.000Z'
  for (let press = 0; press < 2; press++) {
    expect((await owner.post('/desk/calendar/skips', { slot })).status).toBe(303)
  }
  const pressed = encodeURIComponent(slot)
  expect(await owner.read(`/desk/calendar?pressed=${pressed}`)).toMatch(
    /role="status"><p>Skipped: there is no issue on Sun, 21 Mar 2027, 02:30/,
  )
  const skipped = await owner.read('/desk/calendar')
  expect(skipped).not.toContain('role="status"')
  expect(skipped.match(/>skipped</g)).toHaveLength(1)
  expect(skipped).toMatch(/Week of 22 Mar 2027(?:(?!<h2).)*href="\/desk\/issues\/1"/s)
  const taken = await owner.post('/desk/calendar/skips/removal', { slot })
  expect(taken.status).toBe(303)
  const back = await owner.read(taken.headers.get('location')!)
  expect(back).toMatch(/role="status"><p>Not skipped any more: Sun, 21 Mar 2027, 02:30 .*: it has issue 1/)
  expect(back).not.toContain('>skipped<')
  expect(back).toMatch(/Week of 15 Mar 2027(?:(?!<h2).)*href="\/desk\/issues\/1"/s)
})

test('a week that can’t be skipped says why', async () => {
  await set()
  const skip = async (slot: string) => {
    const answer = await owner.post('/desk/calendar/skips', { slot })
    expect(answer.status).toBe(422)
    return answer.text()
  }
  expect(await skip('2027-03-14T01:30:00.000Z')).toContain('That time has passed')
  expect(await skip('2027-03-21T09:00:00.000Z')).toContain('no time of the weekly rhythm')
  expect(await skip('<b>')).toContain('no time of the weekly rhythm')
  await scheduleIssue(site.context, 1, { at: '2027-03-21T02:30', timeZone: 'Europe/Berlin' })
  expect(await skip('2027-03-21T01:30:00.000Z')).toContain('Issue 1 goes out that week')
  const become = (changes: object) => site.context.db.updateTable('issue').set(changes).execute()
  await become({ status: 'held', heldBecause: 'It was not approved by its time.' })
  expect(await skip('2027-03-21T01:30:00.000Z')).toContain('Take it back to draft first, under Schedule')
  expect(await owner.read('/desk/issues/1/schedule')).toContain('Take it back to draft')
  await become({ status: 'sent', heldBecause: null, sentAt: new Date() })
  expect(await skip('2027-03-21T01:30:00.000Z')).toContain('is sent: there is nothing left to skip')
})

test('in place of a button, a scheduled week has why it can’t be skipped, and the way to take that back', async () => {
  await set()
  const skips = async () =>
    [...(await owner.read('/desk/calendar')).matchAll(/name="slot" value="([^"]*)"/g)].map(([, slot]) => slot)
  const slot = '2027-03-21T01:30:00.000Z'
  expect(await skips()).toContain(slot)
  await scheduleIssue(site.context, 1, { at: '2027-03-21T02:00', timeZone: 'Europe/Berlin' })
  const page = await owner.read('/desk/calendar')
  expect(page).toMatch(
    /can’t be skipped, as its issue is scheduled\. <a href="\/desk\/issues\/1\/schedule">Take it back to draft/,
  )
  expect(await skips()).not.toContain(slot)
  await site.context.db.updateTable('issue').set({ status: 'sent', sentAt: new Date() }).execute()
  expect(await owner.read('/desk/calendar')).not.toContain('can’t be skipped')
  expect(await skips()).not.toContain(slot)
})
