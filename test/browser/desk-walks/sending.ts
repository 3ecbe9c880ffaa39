import { sql } from 'kysely'
import { expect } from 'vitest'
import { pauseSlots } from '../../../db/queries/send-rate.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import type { IssueStatus } from '../../../src/domain/issue.ts'
import type { House } from '../support/house.ts'
import type { Reader } from '../support/reader.ts'

const SUBJECT = 'Sent from the desk'
/** Of whoever lets an issue go out with what is amber in its preflight. */
const TICK = 'Let it go out all the same'

/** Sends, undoes it, and sends again to its end. */
export async function sendAndWatch(editor: Reader, house: House): Promise<void> {
  const number = await newIssue(house)
  await editor.visits(`/desk/issues/${number}/sending`)
  await editor.reads(SUBJECT)
  await editor.sees('What sending it now would come to')
  await editor.presses('Send now')
  await editor.reads(SUBJECT)
  await editor.sees('Mend what is amber, or tick')
  await editor.chooses(TICK)
  await editor.presses('Send now')
  await becomes(editor, 'preparing')
  await editor.reads(SUBJECT)
  await editor.sees('The first mail leaves in')
  await editor.presses('Undo: take it back to draft')
  await editor.reads(SUBJECT)
  await editor.sees('Nothing is being sent.')

  await sendToItsEnd(editor, house, SUBJECT)
}

/** Sends an issue, from its page on, watches it begin, pauses it, and lets it go on until it is sent. */
export async function sendToItsEnd(editor: Reader, { context }: House, subject: string): Promise<void> {
  await editor.chooses(TICK)
  await editor.presses('Send now')
  await becomes(editor, 'preparing')
  await pauseSlots(context.db, 20_000)
  await sql`update clock set shift = shift + interval '20 seconds'`.execute(context.db)
  await becomes(editor, 'sending')
  await editor.reads(subject)
  await editor.sees('None was accepted in the last seconds')
  await editor.unfolds('Cancel for good')
  await editor.sees('This is final')
  await editor.presses('Pause')
  await becomes(editor, 'paused')
  await editor.reads(subject)
  await editor.sees('Paused: ')

  await context.db.updateTable('sendRate').set({ nextSlot: sql`'-infinity'` }).execute()
  await editor.presses('Let it go on')
  await becomes(editor, 'sent')
  await editor.reads(subject)
  await editor.sees('Sent: nothing is left to do for it.')
}

/** The account of what was sent, who is in a batch, who was rejected, and the queues that it went through. */
export async function seeWhatCame(editor: Reader): Promise<void> {
  await editor.follows('Account')
  await editor.reads(SUBJECT)
  await editor.sees('What became of the accepted mails')
  const path = new URL(editor.page().url()).pathname
  await editor.visits(`${path}/deliveries?state=unknown`)
  await editor.reads('Unknown deliveries')
  await editor.visits(`${path.replace('account', 'sending')}/batches/1`)
  await editor.reads('Batch 1')
  await editor.sees('there is nothing to decide about it')
  await editor.follows('Queues')
  await editor.reads('Queues')
  await editor.sees('batches')
}

async function newIssue({ context }: House): Promise<number> {
  const created = await createIssue(context, {
    subject: SUBJECT,
    intro: '',
    comparisons: ['pellwright-vs-mergantle'],
  })
  if (created.outcome !== 'created') throw new Error(created.problem)
  return created.number
}

/** The page says so by itself, without being loaded anew. */
async function becomes(editor: Reader, status: IssueStatus): Promise<void> {
  await expect
    .poll(() => editor.page().locator('.eyebrow .status').textContent(), { timeout: 35_000 })
    .toBe(status)
}
