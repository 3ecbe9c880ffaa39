import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../../db/connect.ts'
import { updateEditor } from '../../../db/queries/editor.ts'
import { holdIssue, scheduleIssue } from '../../../db/queries/issue-life.ts'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { declareRestored } from '../../../src/actions/installation/hold-back.ts'
import { approveIssue } from '../../../src/actions/issue/approve.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { unscheduleIssue } from '../../../src/actions/issue/unschedule.ts'
import { setRhythm } from '../../../src/actions/rhythm/set.ts'
import { findWork } from '../../../src/actions/work/find.ts'
import { addNewsroom } from '../../support/newsroom.ts'
import { addReaders, createSendingContext, forgetIssues, importSmallContent } from '../../support/sending.ts'

const { context, database, faults } = await createSendingContext({}, { approvals: true })
const { db } = context
await importSmallContent(context)
await addNewsroom(db)

let number: number
/** The newest act before the test. */
let before: number
beforeEach(async () => {
  await forgetIssues(context)
  await db.deleteFrom('outbox').execute()
  await sql`update clock set shift = '0'`.execute(db)
  const created = await createIssue(context, {
    subject: '{first}: well?',
    intro: '',
    comparisons: ['quill-vs-reed'],
  })
  number = (created as { number: number }).number
  await dueNow(number)
  const newest = await db
    .selectFrom('auditEntry')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  before = newest.id
})

const mails = () =>
  db.selectFrom('outbox').select('mail').where('kind', '=', 'issue-held').orderBy('id').execute()
const dueNow = (issue: number) => scheduleIssue(db, issue, { sendAt: 'now', timeZone: 'UTC' })
const hold = (because: string, on: Db = db) => holdIssue(on, number, because)

/** Three workers look at once; @returns who was mailed so far, and what they read first. */
async function told(): Promise<string[]> {
  await Promise.all([findWork(context), findWork(context), findWork(context)])
  return (await mails()).map(
    ({ mail }) => `${[mail!.to].flat().join()}: ${(mail as { subject: string }).subject}`,
  )
}

async function textOfLast(): Promise<string> {
  const { mail } = (await mails()).at(-1)!
  return (mail as { text: string }).text.replaceAll(/\s+/g, ' ')
}

async function holdsInLog() {
  return db
    .selectFrom('auditEntry')
    .select(['source', 'subject', 'detail'])
    .where('kind', '=', 'issue-held')
    .where('id', '>', before)
    .orderBy('id')
    .execute()
}

const BOTH = [
  'olga@lovelace.org: Issue 1 is held: Quill vs Reed: well?',
  'eddie@lovelace.org: Issue 1 is held: Quill vs Reed: well?',
]

const WAYS: Record<string, { how: () => Promise<unknown>; because: string }> = {
  'that is refused by the mail service': {
    how: () => hold('Resend refused batch 1: no. Mend what it says; then let the issue go on.'),
    because: 'Mend what it says',
  },
  'that nobody approved by its time': { how: async () => {}, because: 'It was not approved by its time.' },
  'that is not as it was approved': {
    how: async () => {
      await approveIssue(context, number)
      await sql`update issue set intro = 'Changed in SQL.'`.execute(db)
      await prepareIssue(context, number)
    },
    because: 'It was changed after its approval',
  },
  'that missed its time': { how: () => database.pass('7 hours'), because: 'It missed its time' },
  'that was begun through another provider': {
    how: async () => {
      await approveIssue(context, number)
      await prepareIssue(context, number)
      await sql`update frozen_issue set provider = 'elsewhere'`.execute(db)
    },
    because: 'It was begun through elsewhere',
  },
  'that is held by hand': {
    how: () => sql`update issue set status = 'held', held_because = 'Wait for the law.'`.execute(db),
    because: 'Wait for the law.',
  },
}

test.each(Object.entries(WAYS))(
  'of an issue %s, editors and owners are told once each, and nobody else',
  async (_, { how, because }) => {
    await how()
    expect(await told()).toEqual(BOTH)
    expect(await textOfLast()).toContain(because)
    expect(await textOfLast()).toContain(`/desk/issues/${number}/sending`)
    expect(await told()).toEqual(BOTH)
    await database.pass('1 day')
    expect(await told()).toEqual(BOTH)
    expect(await holdsInLog()).toEqual([
      { source: 'program', subject: String(number), detail: expect.stringContaining(because) },
    ])
  },
)

describe('an issue that is held', () => {
  test('until some time is told of in the zone of the rhythm', async () => {
    await setRhythm(context, { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: true })
    await hold('It can go on at 2026-12-01T10:30:00.000Z or once the plan allows more.')
    expect(await told()).toEqual(BOTH)
    expect(await textOfLast()).toContain('at Tue, 1 Dec 2026, 11:30 (Europe/Berlin) or once')
  })

  test('is said to have sent nothing until some of it was taken, or may have been', async () => {
    await hold('The key is refused.')
    expect(await told()).toEqual(BOTH)
    expect(await textOfLast()).toContain('nothing of it was sent')
    await unscheduleIssue(context, number)

    await addReaders(context, 3)
    await approveIssue(context, number)
    await dueNow(number)
    await prepareIssue(context, number)
    await sql`update issue set status = 'sending'`.execute(db)
    faults.set([{ name: 'unavailable', times: 1 }])
    await sendBatch(context, { issueNumber: number, batchNumber: 1 })
    faults.clear()
    await hold('The quota is reached.')
    expect(await told()).toEqual([...BOTH, ...BOTH])
    expect(await textOfLast()).toContain('whoever is still to be sent it does not get it')
    expect(await textOfLast()).not.toContain('nothing of it was sent')
  })

  test('again, for another reason, is told of again', async () => {
    await hold('The key is refused.')
    expect(await told()).toEqual(BOTH)
    await unscheduleIssue(context, number)
    expect(await told()).toEqual(BOTH)
    await dueNow(number)
    await hold('The quota is reached.')
    expect(await told()).toEqual([...BOTH, ...BOTH])
    expect(await textOfLast()).toContain('The quota is reached.')
    expect((await holdsInLog()).map(({ detail }) => detail)).toEqual([
      'The key is refused.',
      'The quota is reached.',
    ])
  })

  test('and seen to before anybody was told is told of to nobody, and stands in the log', async () => {
    await hold('The key is refused.')
    await unscheduleIssue(context, number)
    expect(await told()).toEqual([])
    expect(await holdsInLog()).toHaveLength(1)
  })

  test('twice before anybody was told is told of once, as it is now', async () => {
    await hold('The key is refused.')
    await unscheduleIssue(context, number)
    await dueNow(number)
    await hold('The quota is reached.')
    expect(await told()).toEqual(BOTH)
    expect(await textOfLast()).toContain('The quota is reached.')
  })

  test('in a transaction that fails is neither told of nor in the log', async () => {
    const failed = db.transaction().execute(async (tx) => {
      await hold('The key is refused.', tx)
      throw new Error('undone')
    })
    await expect(failed).rejects.toThrow('undone')
    await unscheduleIssue(context, number)
    expect(await told()).toEqual([])
    expect(await holdsInLog()).toEqual([])
  })

  test('for a reason with addresses in it has none in the log, nor in the mail', async () => {
    const reason = `${'long '.repeat(37)}first@hopper.org and <Second@hopper.org>, third%40hopper.org: refused`
    await hold(reason)
    expect(await told()).toEqual(BOTH)
    expect(await textOfLast()).toMatch(/long \(an address\) and <\(an address\)>, \(an address\): refused/)
    const [entry] = await holdsInLog()
    expect(entry!.detail).toBe(`${'long '.repeat(37)}(an address) and`.slice(0, 200))
    expect(entry!.detail).not.toContain('first')
  })

  test('while nobody may edit is told of to nobody, and holds nothing up', async () => {
    const editors = await db
      .selectFrom('editor')
      .select(['id', 'role'])
      .where('removedAt', 'is', null)
      .execute()
    for (const { id } of editors) await updateEditor(db, id, { role: 'reviewer' })
    await hold('The key is refused.')
    expect(await told()).toEqual([])
    for (const { id, role } of editors) await updateEditor(db, id, { role })
    expect(await told()).toEqual([])
  })
})

test('a restored database tells nobody, neither of what it holds nor of what was held before', async () => {
  const other = (await createIssue(context, { subject: 'S', intro: '', comparisons: ['quill-vs-reed'] })) as {
    number: number
  }
  await dueNow(other.number)
  await hold('The key is refused.')
  expect((await declareRestored({ db })).issues).toEqual([number, other.number])
  expect(await told()).toEqual([])
  expect((await holdsInLog()).map(({ subject }) => Number(subject)).sort()).toEqual([
    number,
    number,
    other.number,
  ])
  await unscheduleIssue(context, number)
  await dueNow(number)
  await hold('The key is refused again.')
  expect(await told()).toEqual(BOTH)
})
