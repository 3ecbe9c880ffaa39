import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import type { IssueStatus } from '../../../src/domain/issue.ts'
import { UNDO_SECONDS } from '../../../src/domain/sending-rules.ts'
import { forgetIssues } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { createSendingWeb, draftIssue, type SendingWeb } from './sending-web.ts'
import { type AtDesk, signedIn, tickOn } from './support.ts'

let site: SendingWeb
let editor: AtDesk
let other: AtDesk
beforeAll(async () => {
  site = await createSendingWeb(250)
  editor = await signedIn(site.context, site.web, 'editor')
  other = await signedIn(site.context, site.web, 'editor', 'other@lovelace.org')
  await workUntilDone(site.context)
})

let number: number
/** The newest act before the test. */
let before: number
beforeEach(async () => {
  await forgetIssues(site.context)
  number = await draftIssue(site)
  const newest = await site.context.db
    .selectFrom('auditEntry')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  before = newest?.id ?? 0
})

const path = (step = '') => `/desk/issues/${number}/sending${step}`
const press = async (step = '', who = editor) =>
  who.post(path(step), step === '' ? tickOn(await who.read(path())) : {})

async function statusNow(): Promise<IssueStatus> {
  const { status } = await site.context.db
    .selectFrom('issue')
    .select('status')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return status
}

function setStatus(status: IssueStatus, heldBecause: string | null = null) {
  return site.context.db
    .updateTable('issue')
    .set({ status, heldBecause })
    .where('number', '=', number)
    .execute()
}

/** An issue with everything prepared, that is being sent. */
async function beginSending() {
  await scheduleIssue(site.context, number, 'now')
  await prepareIssue(site.context, number)
  await setStatus('sending')
}

async function acts(): Promise<string[]> {
  const rows = await site.context.db
    .selectFrom('auditEntry')
    .select('kind')
    .where('id', '>', before)
    .where('source', '=', 'desk')
    .orderBy('id')
    .execute()
  return rows.map(({ kind }) => kind)
}

test('before it is sent, the page says what that would come to', async () => {
  const { db } = site.context
  await db
    .updateTable('subscriber')
    .set({ pausedUntil: '2999-01-01' })
    .where('address', '=', 'reader1@lovelace.org')
    .execute()
  const page = await editor.read(path())
  expect(page).toContain('What sending it now would come to')
  expect(page).toMatch(/they paused their mails<\/th><td>1</)
  expect(page).toMatch(/To be mailed<\/th><td>249</)
  expect(page).toMatch(/Audience<\/th><td>250</)
  expect(page).toContain(`${UNDO_SECONDS} seconds after you press`)
  await db.updateTable('subscriber').set({ pausedUntil: null }).execute()
})

test('what is amber is ticked before it is sent', async () => {
  const unticked = await editor.post(path())
  expect(unticked.status).toBe(422)
  expect(await unticked.text()).toContain('id="despite-problem">Mend what is amber, or tick')
  expect(await statusNow()).toBe('draft')
})

test('sent now, nothing leaves before the seconds are over; undone meanwhile, nothing ever does', async () => {
  const requests = site.requests()
  expect((await press()).status).toBe(303)
  expect(site.queued.at(-1)).toMatchObject({ kind: 'find-work' })
  await workUntilDone(site.context)
  expect(await statusNow()).toBe('preparing')
  const page = await editor.read(path())
  expect(page).toMatch(/The first mail leaves in \d+ seconds\. Its mails are prepared\./)
  expect(page).toContain('Undo')
  for (let presses = 0; presses < 2; presses++) {
    const undone = await press('/undo')
    expect(undone.status).toBe(303)
    expect(await editor.read(undone.headers.get('location')!)).toMatch(
      /role="status"><p>Undone: it is a draft again, and nobody was mailed/,
    )
  }
  expect(await editor.read(path())).not.toContain('Undone')
  expect(await acts()).toEqual(['issue-sent-now', 'issue-unscheduled'])
  await site.database.pass('1 minute')
  await workUntilDone(site.context)
  expect(await statusNow()).toBe('draft')
  expect(site.requests()).toBe(requests)
})

test('sent now, it says at once that it goes out and when at the earliest, and offers to undo it', async () => {
  await press()
  expect(await statusNow()).toBe('scheduled')
  const page = await editor.read(path())
  expect(page).toMatch(/It goes out: the first mail leaves in (19|20) seconds at the earliest\./)
  expect(page).toContain('Undo: take it back to draft')
  expect(page).not.toMatch(/What sending it now would come to|Send now|Its time is in/)
})

test('sent now, and red before it is prepared, it says that it will be held', async () => {
  await press()
  await site.context.db.updateTable('issue').set({ intro: 'Dear {name},' }).execute()
  const page = await editor.read(path())
  expect(page).toContain('It will be held at its time, and nobody mailed')
  expect(page).not.toMatch(/It goes out|The first mail leaves in/i)
})

test('sent now twice, the seconds are those of the first press', async () => {
  await press()
  const sendAt = () =>
    site.context.db
      .selectFrom('issue')
      .select('sendAt')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
  const first = await sendAt()
  await site.database.pass('5 seconds')
  expect((await press()).status).toBe(303)
  expect(await sendAt()).toEqual(first)
  expect((await acts()).filter((kind) => kind === 'issue-sent-now')).toHaveLength(1)
})

test('undone too late, it says so, and the issue goes on', async () => {
  await press()
  await site.database.pass('1 minute')
  await workUntilDone(site.context)
  const answer = await press('/undo')
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('It is too late to undo that.')
  expect(await statusNow()).toBe('sent')
  expect(await acts()).not.toContain('issue-unscheduled')
})

test('an issue that can’t be sent says why', async () => {
  await site.context.db.deleteFrom('issueComparison').execute()
  const answer = await press()
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('The issue is empty.')
  expect(await statusNow()).toBe('draft')
})

test('paused, resumed and cancelled: each pressed twice is done once, and is in the log', async () => {
  await beginSending()
  for (const [step, status] of [
    ['/pause', 'paused'],
    ['/resume', 'sending'],
    ['/cancellation', 'cancelled'],
  ] as const) {
    const answers = await Promise.all([press(step), press(step, other)])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    expect(await statusNow()).toBe(status)
  }
  expect((await acts()).toSorted()).toEqual(['issue-cancelled', 'issue-paused', 'issue-resumed'])
})

test('two editors press different buttons: whatever comes first, what is cancelled stays so', async () => {
  for (let round = 0; round < 5; round++) {
    await beginSending()
    const [paused, cancelled] = await Promise.all([press('/pause'), press('/cancellation', other)])
    expect(await statusNow()).toBe('cancelled')
    expect(cancelled.status).toBe(303)
    expect([303, 409]).toContain(paused.status)
    expect((await press('/resume')).status).toBe(409)
    expect(await statusNow()).toBe('cancelled')
    await forgetIssues(site.context)
    number = await draftIssue(site)
  }
})

test('cancelled in mid-send, those who have it keep it and the others are excluded', async () => {
  await beginSending()
  await sendBatch(site.context, { issueNumber: number, batchNumber: 1 })
  expect(await editor.read(path())).toContain(
    'Whoever is still to be sent it, by the count above, will never get it',
  )
  await press('/cancellation')
  await workUntilDone(site.context)
  const page = await editor.read(path())
  expect(page).toMatch(/Accepted<[^/]*\/span><\/th><td>100</)
  expect(page).toContain('150: the issue was cancelled before their mail was sent')
})

describe('while the mail service is unavailable', () => {
  const KNOWS_NOBODY =
    'Nobody knows yet whether the mail service took 100 mails. It is asked again until it says'

  /** One batch is tried, and nobody knows whether it was taken; it was not. */
  async function tryOne() {
    await beginSending()
    site.faults.set([{ name: 'unavailable', times: 1 }])
    await sendBatch(site.context, { issueNumber: number, batchNumber: 1 })
    site.faults.clear()
  }

  test('the page says how many mails nobody knows about, and before any press that they are asked for', async () => {
    await tryOne()
    const page = await editor.read(path())
    expect(page).toContain(KNOWS_NOBODY)
    expect(page).not.toContain('All mails were handed over')
    expect(page.match(/who had not got it gets it then, once/g)).toHaveLength(2)
  })

  test('cancelled, only what is unknown still leaves, and then the page says that nobody else is mailed', async () => {
    const before = (await site.mails()).length
    await tryOne()
    await press('/cancellation')
    const early = await editor.read(path())
    expect(early).toContain(KNOWS_NOBODY)
    expect(early).not.toContain('nobody else is mailed')
    await site.database.pass('1 minute')
    await workUntilDone(site.context)
    expect((await site.mails()).length - before).toBe(100)
    expect(await editor.read(path())).toContain('Cancelled: nobody else is mailed.')
  })

  test('paused, only what is unknown still leaves, and the others wait', async () => {
    const before = (await site.mails()).length
    await tryOne()
    await press('/pause')
    expect(await editor.read(path())).toContain(`150 mails wait until it is let go on. ${KNOWS_NOBODY}`)
    await site.database.pass('1 minute')
    await workUntilDone(site.context)
    expect((await site.mails()).length - before).toBe(100)
    expect(await editor.read(path())).toMatch(/150 mails wait until it is let go on\.</)
  })
})

test.each([
  ['/pause', 'There was nothing to pause.'],
  ['/resume', 'There was nothing to let go on.'],
  ['/cancellation', 'there was nothing to cancel.'],
])('%s on a draft changes nothing and says so', async (step, words) => {
  const answer = await press(step)
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain(words)
  expect(await statusNow()).toBe('draft')
  expect(await acts()).toEqual([])
})

test('a held issue says why, and goes on where it stopped', async () => {
  await beginSending()
  await setStatus('held', 'Resend refused <batch> 1.')
  const page = await editor.read(path())
  expect(page).toContain('Resend refused &lt;batch&gt; 1.')
  expect(page).toContain('It goes on where it stopped: whoever is still to be sent it gets it now.')
  await press('/resume')
  await workUntilDone(site.context)
  expect(await statusNow()).toBe('sent')
})

test('an issue held before it was prepared becomes a draft again', async () => {
  await setStatus('held', 'It missed its time.')
  await press('/undo')
  expect(await statusNow()).toBe('draft')
})

test('there is no send of an issue that is not there', async () => {
  number = 4711
  for (const step of ['', '/undo', '/pause', '/resume', '/cancellation']) {
    expect((await press(step)).status).toBe(404)
  }
  expect((await editor.get(path())).status).toBe(404)
  expect((await editor.get(path('/events'))).status).toBe(404)
})
