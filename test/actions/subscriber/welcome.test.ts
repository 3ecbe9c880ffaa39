import { beforeAll, expect, test } from 'vitest'
import { keepSelection } from '../../../db/queries/selection.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { confirmSubscription } from '../../../src/actions/subscriber/confirm.ts'
import { signToken } from '../../../src/domain/link-token.ts'
import type { Selection } from '../../../src/domain/selection.ts'
import { createSendingContext, type SendingContext } from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { addSubscriber, importSample, readerToken } from '../../web/support.ts'

let sending: SendingContext
beforeAll(async () => {
  sending = await createSendingContext()
  await importSample(sending.context)
})

/** Confirms a new subscriber. @returns their id and the mails that they got. */
async function confirmed(address: string, selection?: Partial<Selection>) {
  const { context } = sending
  const { db, config } = context
  const id = await addSubscriber(context, address, 'pending')
  if (selection) {
    const whole = { categories: null, frequency: 'weekly', format: 'html', ...selection } as const
    const selectionId = await keepSelection(db, whole)
    await db.updateTable('subscriber').set({ selectionId }).where('id', '=', id).execute()
  }
  const expiresAt = new Date('2099-01-01')
  const token = { purpose: 'confirm', subscriberId: id, request: 0, expiresAt } as const
  const link = signToken(config.linkKeys[0]!, token)
  // Two clicks at once.
  const outcomes = await Promise.all([confirmSubscription(context, link), confirmSubscription(context, link)])
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['already-confirmed', 'confirmed'])
  await workUntilDone(context)
  return { id, mails: (await sending.mails()).filter(({ to }) => to[0] === address) }
}

async function send(comparisons: string[]): Promise<number> {
  const created = await createIssue(sending.context, { subject: 'Tried', intro: 'Read on.', comparisons })
  if (created.outcome !== 'created') throw new Error(created.problem)
  await scheduleIssue(sending.context, created.number, 'now')
  await workUntilDone(sending.context)
  return created.number
}

test('before there is an issue, a new subscriber is welcomed with a letter, once', async () => {
  const { id, mails } = await confirmed('first@lovelace.org')
  expect(mails.map(({ subject }) => subject)).toEqual(['Welcome to Weekly Verdicts'])
  expect(mails[0]!.html).toContain(`/preferences/${readerToken(sending.context, id)}`)
})

test('a new subscriber is welcomed with the latest issue, their own links in it', async () => {
  const number = await send(['pellwright-vs-mergantle', 'queriole-vs-redraughter'])
  const { id, mails } = await confirmed('second@lovelace.org')
  const [mail, ...more] = mails
  expect(more).toEqual([])
  expect(mail!.subject).toBe(`Welcome to Weekly Verdicts: here is issue ${number}`)
  const token = readerToken(sending.context, id)
  for (const body of [mail!.html, mail!.text]) {
    expect(body.replaceAll(/\s+/g, ' ')).toContain(
      `Welcome to Weekly Verdicts. This is issue ${number}, the latest one`,
    )
    expect(body).toContain('Pellwright')
    expect(body).toContain('Redraughter')
    expect(body).toContain(`/preferences/${token}`)
    expect(body).toContain(`/votes/${token}/pellwright-vs-mergantle`)
    expect(body).not.toMatch(/\p{Co}/u)
  }
  expect(mail!.headers).toMatchObject({
    'List-Unsubscribe': `<http://localhost:3000/unsubscribe/${token}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
})

test('the welcome has what the new subscriber chose, and no more', async () => {
  const { mails } = await confirmed('third@lovelace.org', { categories: ['writing'], format: 'text' })
  expect(mails[0]!.html).toBeNull()
  expect(mails[0]!.text).toContain('Redraughter')
  expect(mails[0]!.text).not.toContain('Pellwright')
})

test('who chose nothing of the latest issue is welcomed with a letter', async () => {
  const { mails } = await confirmed('fourth@lovelace.org', { categories: ['design'] })
  expect(mails.map(({ subject }) => subject)).toEqual(['Welcome to Weekly Verdicts'])
})
