import { beforeAll, beforeEach, expect, test } from 'vitest'
import { importContent } from '../../../src/actions/content/import.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { showIssue } from '../../../src/actions/issue/show.ts'
import { readToken } from '../../../src/domain/link-token.ts'
import {
  addReaders,
  createSendingContext,
  forgetIssues,
  importSmallContent,
  type SendingContext,
} from '../../support/sending.ts'
import { workUntilDone } from '../../support/work-until-done.ts'

let sending: SendingContext
let readers: number[]

beforeAll(async () => {
  sending = await createSendingContext({ REPLY_TO: 'editors@verdicts.org' })
  await importSmallContent(sending.context)
  readers = await addReaders(sending.context, 205)
})

beforeEach(async () => {
  const { context } = sending
  await forgetIssues(context)
  await context.db.deleteFrom('suppression').execute()
  await context.db.updateTable('subscriber').set({ status: 'confirmed', endedAt: null }).execute()
  sending.answerInstead()
})

async function newIssue(): Promise<number> {
  const created = await createIssue(sending.context, {
    subject: 'Quill or Reed?',
    intro: 'Two ways to write.',
    comparisons: ['quill-vs-reed'],
  })
  if (created.outcome !== 'created') throw new Error(created.problem)
  return created.number
}

async function scheduledIssue(): Promise<number> {
  const number = await newIssue()
  expect(await scheduleIssue(sending.context, number, 'now')).toMatchObject({ outcome: 'scheduled' })
  return number
}

test('every confirmed subscriber gets the issue exactly once, and the account adds up', async () => {
  const before = (await sending.mails()).length
  const number = await scheduledIssue()
  await workUntilDone(sending.context)
  await workUntilDone(sending.context)

  const mails = (await sending.mails()).slice(before)
  expect(mails).toHaveLength(205)
  expect(new Set(mails.map((mail) => mail.to[0])).size).toBe(205)
  const issue = await showIssue(sending.context, number)
  expect(issue?.status).toBe('sent')
  expect(issue?.account).toEqual({
    audience: 205,
    excluded: 0,
    excludedBecause: {},
    accepted: 205,
    rejected: 0,
    unknown: 0,
    toSend: 0,
  })
})

test('a mail carries its reader’s own links, the headers of bulk mail and the tags of its delivery', async () => {
  const number = await scheduledIssue()
  await workUntilDone(sending.context)

  const mail = (await sending.mails()).findLast((mail) => mail.to[0] === 'reader7@lovelace.org')!
  const link = /<(http:\/\/localhost:3000\/unsubscribe\/([\w-]+))>/.exec(mail.headers['List-Unsubscribe']!)!
  expect(readToken(sending.context.config.linkKeys, link[2]!)).toEqual({
    purpose: 'reader',
    subscriberId: readers[6],
    tokenVersion: 1,
    issueNumber: number,
  })
  expect(mail.headers).toMatchObject({
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': '"Weekly Verdicts" <weekly.localhost>',
  })
  expect(mail.reply_to).toEqual(['editors@verdicts.org'])
  const tags = Object.fromEntries(mail.tags.map(({ name, value }) => [name, value]))
  const { id: installation } = await sending.context.db
    .selectFrom('installation')
    .select('id')
    .executeTakeFirstOrThrow()
  expect(tags).toMatchObject({ installation, delivery: `${number}-${readers[6]}` })
  for (const body of [mail.html, mail.text]) {
    expect(body).toContain(link[1])
    expect(body).toContain(`http://localhost:3000/preferences/${link[2]}`)
    expect(body).not.toMatch(/\p{Co}/u)
  }
  expect(mail.html).toContain('It held for a week of &lt;b&gt;hard&lt;/b&gt; use.')
  expect(mail.text).toContain('It held for a week of <b>hard</b> use.')
})

test('the suppressed are excluded when the audience is frozen, and leavers before their mail is sent', async () => {
  const number = await scheduledIssue()
  const { db } = sending.context
  await db
    .insertInto('suppression')
    .values({ address: 'reader1@lovelace.org', addressKey: 'reader1@lovelace.org', reason: 'complaint' })
    .execute()
  await prepareIssue(sending.context, number)
  await db
    .updateTable('subscriber')
    .set({ status: 'ended', endedAt: new Date() })
    .where('id', '=', readers[1]!)
    .execute()
  await db
    .insertInto('suppression')
    .values({ address: 'reader3@lovelace.org', addressKey: 'reader3@lovelace.org', reason: 'hard-bounce' })
    .execute()
  const before = (await sending.mails()).length
  await workUntilDone(sending.context)

  const mails = (await sending.mails()).slice(before)
  const reached = new Set(mails.map((mail) => mail.to[0]))
  for (const reader of [1, 2, 3]) expect(reached).not.toContain(`reader${reader}@lovelace.org`)
  expect((await showIssue(sending.context, number))?.account).toMatchObject({
    audience: 205,
    excluded: 3,
    excludedBecause: { suppressed: 2, ended: 1 },
    accepted: 202,
    toSend: 0,
  })
})

test('no edit after the freeze changes what readers get', async () => {
  const number = await scheduledIssue()
  await prepareIssue(sending.context, number)
  await importContent(sending.context, {
    reviews: [{ tool: 'quill', reviewer: 'builder', verdict: 'skip', quote: 'A second opinion.' }],
  })
  const later = {
    ...sending.context,
    config: {
      ...sending.context.config,
      mailFrom: 'Other <other@verdicts.org>',
      site: { ...sending.context.config.site, url: 'https://other.org' },
    },
  }
  await workUntilDone(later)

  const mail = (await sending.mails()).at(-1)!
  expect(mail.html).toContain('It held for a week')
  expect(mail.html).not.toContain('A second opinion.')
  expect(mail.html).not.toContain('other.org')
  expect(mail.from).toContain('onboarding@resend.dev')
  await importSmallContent(sending.context)
  expect((await showIssue(sending.context, number))?.status).toBe('sent')
})

test('a comparison withdrawn after scheduling holds the issue', async () => {
  const number = await scheduledIssue()
  const withdraw = (status: string) =>
    importContent(sending.context, {
      comparisons: [{ slug: 'quill-vs-reed', tools: ['quill', 'reed'], bottomLine: 'Take Quill.', status }],
    })
  await withdraw('withdrawn')
  await workUntilDone(sending.context)
  await withdraw('published')

  const issue = await showIssue(sending.context, number)
  expect(issue).toMatchObject({ status: 'held', account: { audience: 0 } })
  expect(issue?.heldBecause).toContain('Quill vs Reed')
})

test('an issue that nobody is subscribed to is sent to nobody', async () => {
  await sending.context.db.updateTable('subscriber').set({ status: 'pending' }).execute()
  const number = await scheduledIssue()
  const before = sending.requests()
  await workUntilDone(sending.context)
  expect(await showIssue(sending.context, number)).toMatchObject({ status: 'sent', account: { audience: 0 } })
  expect(sending.requests()).toBe(before)
})

test('two workers preparing the same issue prepare it once', async () => {
  const number = await scheduledIssue()
  await Promise.allSettled([1, 2, 3].map(() => prepareIssue(sending.context, number)))
  expect((await showIssue(sending.context, number))?.account).toMatchObject({ audience: 205, toSend: 205 })
})
