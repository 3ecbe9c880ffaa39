import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sendBatch } from '../../../src/actions/batch/send.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { forgetIssues } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { createSendingWeb, draftIssue, type SendingWeb } from './sending-web.ts'
import { type AtDesk, signedIn } from './support.ts'

let site: SendingWeb
let editor: AtDesk
let number: number
beforeAll(async () => {
  site = await createSendingWeb(120)
  editor = await signedIn(site.context, site.web, 'editor')
})

/** Batch 1 was sent, and nobody learned of it; batch 2 is accepted. */
beforeEach(async () => {
  const { context } = site
  await forgetIssues(context)
  number = await draftIssue(site)
  await scheduleIssue(context, number, 'now')
  await prepareIssue(context, number)
  await context.db.updateTable('issue').set({ status: 'sending' }).execute()
  await sendBatch(context, { issueNumber: number, batchNumber: 2 })
  site.loseAnswers()
  await sendBatch(context, { issueNumber: number, batchNumber: 1 })
  site.answerInstead()
  await site.database.pass('24 hours')
  await workUntilDone(context)
})

const batchPath = () => `/desk/issues/${number}/sending/batches/1`

async function keyOnPage(): Promise<string> {
  return /name="key" value="([^"]+)"/.exec(await editor.read(batchPath()))![1]!
}

const decide = (as: string, key: string) => editor.post(`${batchPath()}/resolution`, { as, key })

async function account(): Promise<Record<string, number>> {
  const rows = await site.context.db
    .selectFrom('delivery')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('issueNumber', '=', number)
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}

test('parked batches are on the page of the send, and their readers on a page of their own', async () => {
  const page = await editor.read(`/desk/issues/${number}/sending`)
  expect(page).toContain('Batch 1, 100 mails')
  expect(page).toContain('no answer within 23 hours')
  expect(await editor.read(batchPath())).toContain('reader1@lovelace.org')
})

test('said to be sent, they are accepted, once and on the record', async () => {
  const key = await keyOnPage()
  expect((await decide('sent', key)).status).toBe(303)
  expect(await account()).toEqual({ accepted: 120 })
  const again = await decide('sent', key)
  expect(again.status).toBe(409)
  expect(await again.text()).toContain('It was decided already')
  const act = await site.context.db
    .selectFrom('auditEntry')
    .select(['detail', 'editorId'])
    .where('kind', '=', 'batch-resolved')
    .where('subject', '=', String(number))
    .execute()
  expect(act).toEqual([{ detail: 'sent: batch 1', editorId: editor.id }])
})

test('that they were not sent can only be said once no report can come any more', async () => {
  const key = await keyOnPage()
  expect(await editor.read(batchPath())).not.toContain('send again')
  const early = await decide('unsent', key)
  expect(early.status).toBe(409)
  expect(await early.text()).toContain('Nothing was changed')
  expect(await account()).toEqual({ accepted: 20, unknown: 100 })

  await site.database.pass('28 hours')
  expect(await editor.read(batchPath())).toContain('They were not sent: send again')
  expect((await decide('unsent', key)).status).toBe(303)
  await workUntilDone(site.context)
  expect(await account()).toEqual({ accepted: 120 })
})

test('a page from before another attempt decides nothing about it', async () => {
  const stale = await keyOnPage()
  await site.context.db
    .updateTable('batch')
    .set({ key: 'another' })
    .where('issueNumber', '=', number)
    .where('number', '=', 1)
    .execute()
  const answer = await decide('sent', stale)
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('since you opened the page. Nothing was changed')
  expect(await account()).toEqual({ accepted: 20, unknown: 100 })
})

test('all of them are decided at once, as long as they are those that were looked at', async () => {
  const { db } = site.context
  await db
    .updateTable('batch')
    .set({ status: 'parked', settledAt: null, settledBy: null })
    .where('issueNumber', '=', number)
    .where('number', '=', 2)
    .execute()
  const page = await editor.read(`/desk/issues/${number}/sending`)
  expect(page).toContain('Decide all 2 at once')
  const stamp = /name="stamp" value="([^"]+)"/.exec(page)![1]!
  const decideAll = (fields: Record<string, string>) =>
    editor.post(`/desk/issues/${number}/sending/parked/resolution`, fields)
  for (const stale of ['', 'another']) {
    expect((await decideAll({ stamp: stale, as: 'sent' })).status).toBe(409)
  }
  expect((await decideAll({ stamp })).status).toBe(409)
  expect(await account()).toEqual({ accepted: 20, unknown: 100 })
  expect((await decideAll({ stamp, as: 'unsent' })).status, 'too early').toBe(409)
  expect((await decideAll({ stamp, as: 'sent' })).status).toBe(303)
  expect(await account()).toEqual({ accepted: 120 })
  expect((await decideAll({ stamp, as: 'sent' })).status).toBe(409)
})

test.each([{}, { as: 'sent' }, { as: 'perhaps', key: 'x' }])(
  'a form that was tampered with changes nothing: %j',
  async (fields) => {
    const answer = await editor.post(`${batchPath()}/resolution`, fields as Record<string, string>)
    expect(answer.status).toBe(409)
    expect(await account()).toEqual({ accepted: 20, unknown: 100 })
  },
)

test('of somebody who was erased the page shows no address', async () => {
  const { db } = site.context
  await db.deleteFrom('subscriber').where('address', '=', 'reader2@lovelace.org').execute()
  const page = await editor.read(batchPath())
  expect(page).not.toContain('reader2@lovelace.org')
  expect(page).toContain('had everything about them erased')
})
