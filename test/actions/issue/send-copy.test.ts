import { beforeAll, expect, test } from 'vitest'
import { keepSelection } from '../../../db/queries/selection.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { sendCopy } from '../../../src/actions/issue/send-copy.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { addReaders, createSendingContext, type SendingContext } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { addSubscriber, importSample, readerToken } from '../../web/support.ts'

let sending: SendingContext
let readers: number[]
let number: number
beforeAll(async () => {
  sending = await createSendingContext()
  const { context } = sending
  await importSample(context)
  readers = await addReaders(context, 2)
  await choose(readers[1]!, ['writing'])
  number = await newIssue()
  await scheduleIssue(context, number, 'now')
  await workUntilDone(context)
})

async function newIssue(): Promise<number> {
  const comparisons = ['pellwright-vs-mergantle', 'queriole-vs-redraughter']
  const created = await createIssue(sending.context, { subject: 'Tried', intro: '', comparisons })
  if (created.outcome !== 'created') throw new Error(created.problem)
  return created.number
}

async function choose(id: number, categories: string[]): Promise<void> {
  const { db } = sending.context
  const selectionId = await keepSelection(db, { categories, frequency: 'weekly', format: 'html' })
  await db.updateTable('subscriber').set({ selectionId }).where('id', '=', id).execute()
}

async function copyTo(address: string) {
  const before = (await sending.mails()).length
  const sent = await sendCopy(sending.context, number, address)
  await workUntilDone(sending.context)
  return { sent, mails: (await sending.mails()).slice(before) }
}

test('a copy is what the subscriber got, with a notice; the account is as before, and says so beside', async () => {
  const { context } = sending
  const before = (await showIssue(context, number))!
  // Whatever they choose now: it is the issue that they never saw.
  await choose(readers[1]!, ['design'])
  const { sent, mails } = await copyTo('Reader2@lovelace.org')
  expect(sent.outcome).toBe('queued')
  expect(mails.map(({ to, subject }) => [to[0], subject])).toEqual([
    ['reader2@lovelace.org', 'Queriole vs Redraughter: Tried'],
  ])
  expect(mails[0]!.html).toContain(`A copy of issue ${number}, sent to you once more.`)
  expect(mails[0]!.html).not.toContain('Pellwright')
  expect(mails[0]!.html).toContain(`/unsubscribe/${readerToken(context, readers[1]!, number)}`)
  const after = (await showIssue(context, number))!
  expect(after.account).toEqual(before.account)
  expect([before.copies, after.copies]).toEqual([0, 1])
})

test('who was not in the audience gets what their selection leaves of the issue', async () => {
  const id = await addSubscriber(sending.context, 'late@lovelace.org')
  await choose(id, ['developer-tools'])
  const { mails } = await copyTo('late@lovelace.org')
  expect(mails[0]!.subject).toBe('Pellwright vs Mergantle: Tried')
  expect(mails[0]!.html).not.toContain('Redraughter')
})

test.each([
  ['an address of nobody', 'nobody@lovelace.org', 'Nobody with that address is subscribed.'],
  ['an address of somebody who left', 'gone@lovelace.org', 'Nobody with that address is subscribed.'],
  ['no address', 'ada', 'like ada@lovelace.org'],
  ['a suppressed address', 'reader1@lovelace.org', 'suppressed'],
  ['somebody for whom nothing is left', 'design@lovelace.org', 'in their categories'],
])('%s gets no copy, and the editor is told why', async (_, address, says) => {
  const { context } = sending
  if (address.startsWith('gone')) await addSubscriber(context, address, 'ended')
  if (address.startsWith('design')) await choose(await addSubscriber(context, address), ['design'])
  if (address.startsWith('reader1')) {
    await context.db
      .insertInto('suppression')
      .values({ address, addressKey: address, reason: 'complaint' })
      .execute()
  }
  const { sent, mails } = await copyTo(address)
  expect(sent).toMatchObject({ outcome: 'refused', problem: expect.stringContaining(says) })
  expect(mails).toEqual([])
})

test('of an issue that is not out, and of none, there is no copy', async () => {
  const draft = await newIssue()
  expect(await sendCopy(sending.context, draft, 'reader2@lovelace.org')).toEqual({ outcome: 'not-out' })
  expect(await sendCopy(sending.context, 99, 'reader2@lovelace.org')).toEqual({ outcome: 'not-found' })
})
