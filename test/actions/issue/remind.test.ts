import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { setApprovalRule } from '../../../db/queries/approval-rule.ts'
import { keepLinkCheck } from '../../../db/queries/link-check.ts'
import { approveIssue } from '../../../src/actions/issue/approve.ts'
import { editIssue } from '../../../src/actions/issue/edit.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { unscheduleIssue } from '../../../src/actions/issue/unschedule.ts'
import { setRhythm } from '../../../src/actions/rhythm/set.ts'
import { skipWeek } from '../../../src/actions/rhythm/skip.ts'
import { findWork } from '../../../src/actions/work/find.ts'
import { addNewsroom } from '../../support/newsroom.ts'
import { createSendingContext, forgetIssues, importSmallContent } from '../../support/sending.ts'

const { context, database } = await createSendingContext({}, { approvals: true })
const { db } = context
/** A Sunday, 47 hours before the rhythm's next time. */
const setClock = () => sql`update clock set shift = '2027-01-10T09:00Z'::timestamptz - now()`.execute(db)
await setClock()
await importSmallContent(context)
await addNewsroom(db)

const TUESDAYS = { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: false }
const SLOT = { at: '2027-01-12T09:00', timeZone: 'Europe/Berlin' }

beforeEach(async () => {
  await forgetIssues(context)
  await db.deleteFrom('outbox').execute()
  await db.deleteFrom('linkCheck').execute()
  await db.deleteFrom('skippedSlot').execute()
  await setClock()
  await setRhythm(context, TUESDAYS)
})

interface Told {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Three workers look at once; @returns the mails so far. */
async function mails(): Promise<Told[]> {
  await Promise.all([findWork(context), findWork(context), findWork(context)])
  const rows = await db
    .selectFrom('outbox')
    .select('mail')
    .where('kind', 'in', ['schedule-due', 'readiness-due'])
    .orderBy('id')
    .execute()
  return rows.map(({ mail }) => {
    const { to, subject, text } = mail as { to: string | string[]; subject: string; text: string }
    return { to: [to].flat().join(), subject, text: text.replaceAll(/\s+/g, ' ') }
  })
}

const told = async () => (await mails()).map(({ to, subject }) => `${to}: ${subject}`)
const toBoth = (subject: string) => ['olga', 'eddie'].map((name) => `${name}@lovelace.org: ${subject}`)

test('a database that fails is no red preflight: nobody is told, and the next look tells what is true', async () => {
  await approveIssue(context, 1)
  await scheduleIssue(context, 1, SLOT)
  await approveIssue(context, 1)
  await database.pass('24 hours')
  await sql`alter table preflight_override rename to out_of_reach`.execute(db)
  await expect(findWork(context)).rejects.toThrow('preflight_override')
  await sql`alter table out_of_reach rename to preflight_override`.execute(db)
  expect(await told()).toEqual([])
})

describe('of a draft that nobody scheduled', () => {
  const DAY = toBoth('Issue 1 is due within a day and is not scheduled')
  const HOUR = toBoth('Issue 1 is due within the hour and is not scheduled')

  test('editors and owners are told a day and an hour before its week’s time, once each', async () => {
    expect(await told()).toEqual([])
    await database.pass('24 hours')
    expect(await told()).toEqual(DAY)
    expect(await told()).toEqual(DAY)
    await database.pass('22 hours 30 minutes')
    expect(await told()).toEqual([...DAY, ...HOUR])
    await database.pass('10 minutes')
    expect(await told()).toEqual([...DAY, ...HOUR])
    const [{ text } = { text: '' }] = await mails()
    expect(text).toContain('The time of this week’s issue is Tue, 12 Jan 2027, 09:00 (Europe/Berlin).')
    expect(text).toContain('it becomes the draft of the next week, Tue, 19 Jan 2027, 09:00 (Europe/Berlin).')
    expect(text).toContain('/desk/issues/1/schedule')
    expect(text).not.toContain('Nothing is in it')
  })

  test('once it is the draft of the next week, they are told of that', async () => {
    await database.pass('2 days')
    expect(await told()).toEqual([])
    await database.pass('6 days')
    expect(await told()).toEqual(DAY)
  })

  test('nobody is told once it is scheduled, and they are once it is taken back', async () => {
    await approveIssue(context, 1)
    await scheduleIssue(context, 1, SLOT)
    await database.pass('24 hours')
    expect(await told()).toEqual([])
    await unscheduleIssue(context, 1)
    expect(await told()).toEqual(DAY)
  })

  test('nobody is told of a week that is skipped', async () => {
    await skipWeek(context, new Date('2027-01-12T08:00Z'))
    await database.pass('24 hours')
    expect(await told()).toEqual([])
  })

  test('nobody is told of a skipped week for which a draft was scheduled all the same, and taken back', async () => {
    await skipWeek(context, new Date('2027-01-12T08:00Z'))
    await scheduleIssue(context, 1, SLOT)
    await unscheduleIssue(context, 1)
    await database.pass('24 hours')
    expect(await told()).toEqual([])
  })

  test('nobody is told while the rhythm is paused', async () => {
    await setRhythm(context, { ...TUESDAYS, paused: true })
    await database.pass('24 hours')
    expect(await told()).toEqual([])
  })

  test('where it is empty, it is said that nothing is in it', async () => {
    await editIssue(context, 1, { comparisons: [] })
    await database.pass('24 hours')
    const [first] = await mails()
    expect(first?.text).toContain('Nothing is in it yet: give it comparisons first, under Compose.')
  })

  test('where the next week has its issue, it is not said to become that week’s', async () => {
    await sql`
      insert into issue (number, subject, intro, planned_for) values (2, 'S', '', '2027-01-19T08:00Z')`.execute(
      db,
    )
    await database.pass('24 hours')
    const [first] = await mails()
    expect(first?.text).toContain('it does not go out, and it stays a draft, of no week.')
  })
})

describe('of an issue that is scheduled', () => {
  const URL = 'https://nowhere.example/'
  const DAY = toBoth('Issue 1 goes out within a day and is not approved')
  const HOUR = toBoth('Issue 1 goes out within the hour and is not approved')
  const isGone = () => keepLinkCheck(db, { url: URL, outcome: 'gone', detail: 'No such page (404).' })

  beforeEach(async () => {
    await editIssue(context, 1, { intro: `See [there](${URL}).` })
    await keepLinkCheck(db, { url: URL, outcome: 'fine', detail: 'It answers 200.' })
    await scheduleIssue(context, 1, SLOT)
  })

  test('and not approved, editors and owners are told a day and an hour before, once each', async () => {
    expect(await told()).toEqual([])
    await database.pass('24 hours')
    expect(await told()).toEqual(DAY)
    expect(await told()).toEqual(DAY)
    await database.pass('22 hours 30 minutes')
    expect(await told()).toEqual([...DAY, ...HOUR])
    await database.pass('10 minutes')
    expect(await told()).toEqual([...DAY, ...HOUR])
  })

  test('nobody is told where it is approved, and its preflight is not red', async () => {
    await approveIssue(context, 1)
    await database.pass('46 hours 30 minutes')
    expect(await told()).toEqual([])
  })

  test('they are told in the last hour where its approval is void by then', async () => {
    await approveIssue(context, 1)
    await database.pass('24 hours')
    expect(await told()).toEqual([])
    await sql`update issue set intro = 'Changed in SQL.'`.execute(db)
    await database.pass('22 hours 30 minutes')
    expect(await told()).toEqual(HOUR)
    const [{ text } = { text: '' }] = await mails()
    expect(text).toContain('is another since then: its subject, its introduction')
    expect(text).toContain('/desk/issues/1/approval')
  })

  test('they are told where its preflight has turned red, of what, and where to mend it', async () => {
    await approveIssue(context, 1)
    await database.pass('24 hours')
    expect(await told()).toEqual([])
    await isGone()
    await database.pass('22 hours 30 minutes')
    expect(await told()).toEqual(toBoth('Issue 1 goes out within the hour and its preflight is red'))
    const [{ text } = { text: '' }] = await mails()
    expect(text).toContain('set for Tue, 12 Jan 2027, 09:00 (Europe/Berlin)')
    expect(text).toContain(`${URL}, in the introduction: No such page (404).`)
    expect(text).toContain('it is held until somebody sees to it')
    expect(text).toContain('/desk/issues/1/preflight')
  })

  test('both are told in one mail', async () => {
    await isGone()
    await database.pass('24 hours')
    const both = 'Issue 1 goes out within a day and is not approved, and its preflight is red'
    expect(await told()).toEqual(toBoth(both))
    const [{ text } = { text: '' }] = await mails()
    expect(text).toContain('Nobody has approved it yet. Its preflight is red.')
  })

  test('what is red is told where issues need no approval, too', async () => {
    await isGone()
    await database.pass('24 hours')
    await findWork({ ...context, config: { ...context.config, approvals: false } })
    expect(await told()).toEqual(toBoth('Issue 1 goes out within a day and its preflight is red'))
  })

  test('where somebody else has to approve it, who changed it last is told only if there is nobody else', async () => {
    await setApprovalRule(db, 'somebody-else')
    // The log only grows: what other tests did to their issue 1 is before that.
    await database.pass('14 days')
    const eddie = await db
      .selectFrom('editor')
      .select('id')
      .where('name', '=', 'eddie')
      .executeTakeFirstOrThrow()
    await editIssue({ ...context, by: { editorId: eddie.id } }, 1, { intro: 'Mine.' })
    await scheduleIssue(context, 1, { ...SLOT, at: '2027-01-26T09:00' })
    await database.pass('24 hours')
    const [olgas, eddies] = DAY
    expect(await told()).toEqual([olgas])
    await sql`update editor set removed_at = clock_now() where name = 'olga'`.execute(db)
    await database.pass('22 hours 30 minutes')
    expect(await told()).toEqual([olgas, eddies!.replace('a day', 'the hour')])
    await sql`update editor set removed_at = null where name = 'olga'`.execute(db)
    await db.deleteFrom('approvalRule').execute()
  })

  test('another time is told of anew', async () => {
    await database.pass('24 hours')
    expect(await told()).toEqual(DAY)
    await editIssue(context, 1, { intro: 'Later.' })
    await scheduleIssue(context, 1, { at: '2027-01-12T08:30', timeZone: 'Europe/Berlin' })
    expect(await told()).toEqual([...DAY, ...DAY])
  })
})
