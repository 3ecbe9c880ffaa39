import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { approveIssue } from '../../../src/actions/issue/approve.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { editIssue } from '../../../src/actions/issue/edit.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { findWork } from '../../../src/actions/work/find.ts'
import { addNewsroom } from '../../support/newsroom.ts'
import { createSendingContext, forgetIssues, importSmallContent } from '../../support/sending.ts'

const { context, database } = await createSendingContext({}, { approvals: true })
const { db } = context
await importSmallContent(context)
await addNewsroom(db)

let number: number
beforeEach(async () => {
  await forgetIssues(context)
  await db.deleteFrom('outbox').execute()
  await sql`update clock set shift = '0'`.execute(db)
  const created = await createIssue(context, { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] })
  number = (created as { number: number }).number
})

async function goesOutIn(interval: string): Promise<void> {
  const { rows } = await sql<{ at: string }>`
    select to_char(clock_now() at time zone 'UTC' + ${interval}::interval, 'YYYY-MM-DD"T"HH24:MI:SS') as at`.execute(
    db,
  )
  await scheduleIssue(context, number, { at: rows[0]!.at, timeZone: 'UTC' })
}

/** Three workers look at once; @returns who was mailed so far, and when the issue is said to go out. */
async function told(): Promise<string[]> {
  await Promise.all([findWork(context), findWork(context), findWork(context)])
  const mails = await db
    .selectFrom('outbox')
    .select('mail')
    .where('kind', '=', 'approval-due')
    .orderBy('id')
    .execute()
  return mails.map(({ mail }) => `${[mail!.to].flat().join()}: ${(mail as { subject: string }).subject}`)
}

const DAY = [
  'olga@lovelace.org: Issue 1 goes out within a day and is not approved',
  'eddie@lovelace.org: Issue 1 goes out within a day and is not approved',
]
const HOUR = DAY.map((line) => line.replace('a day', 'the hour'))

test('editors and owners are told a day and an hour before, once each', async () => {
  await goesOutIn('30 hours')
  expect(await told()).toEqual([])
  await database.pass('7 hours')
  expect(await told()).toEqual(DAY)
  expect(await told()).toEqual(DAY)
  await database.pass('22 hours 30 minutes')
  expect(await told()).toEqual([...DAY, ...HOUR])
  await database.pass('10 minutes')
  expect(await told()).toEqual([...DAY, ...HOUR])
})

test('nobody is told of an issue that is approved', async () => {
  await approveIssue(context, number)
  await goesOutIn('20 hours')
  expect(await told()).toEqual([])
})

test('they are told in the last hour where the approval is void by then', async () => {
  await approveIssue(context, number)
  await goesOutIn('20 hours')
  expect(await told()).toEqual([])
  await sql`update issue set intro = 'Changed in SQL.'`.execute(db)
  await database.pass('19 hours 10 minutes')
  expect(await told()).toEqual(HOUR)
  const { mail } = await db
    .selectFrom('outbox')
    .select('mail')
    .where('kind', '=', 'approval-due')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect((mail as { text: string }).text.replaceAll(/\s+/g, ' ')).toContain(
    'is another since then: its subject, its introduction',
  )
  expect((mail as { text: string }).text).toContain(`/desk/issues/${number}/approval`)
})

test('another time is told of anew', async () => {
  await goesOutIn('20 hours')
  expect(await told()).toEqual(DAY)
  await editIssue(context, number, { intro: 'Later.' })
  await goesOutIn('23 hours')
  expect(await told()).toEqual([...DAY, ...DAY])
})
