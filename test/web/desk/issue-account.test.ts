import { beforeAll, expect, test } from 'vitest'
import { insertEvents } from '../../../db/queries/delivery-event.ts'
import { installationId } from '../../../db/queries/installation.ts'
import { applyEvents } from '../../../src/actions/delivery-event/apply.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { eventsIn, webhook } from '../../support/webhooks.ts'
import { workUntilDone } from '../../support/work-until-done.ts'
import { post, readerToken } from '../support.ts'
import { createSendingWeb, draftIssue, type SendingWeb } from './sending-web.ts'
import { type AtDesk, signedIn } from './support.ts'

let site: SendingWeb
let editor: AtDesk
let ids: number[]

/** Ten readers: eight are accepted, one is rejected, one is unknown; and all that can be heard of them. */
beforeAll(async () => {
  site = await createSendingWeb(10)
  const { context, web } = site
  const { db } = context
  editor = await signedIn(context, web, 'editor')
  const number = await draftIssue(site)
  await scheduleIssue(context, number, 'now')
  await workUntilDone(context)
  const rows = await db.selectFrom('subscriber').select('id').orderBy('id').execute()
  ids = rows.map(({ id }) => id)
  const set = (index: number, values: object) =>
    db
      .updateTable('delivery')
      .set(values as never)
      .where('issueNumber', '=', 1)
      .where('subscriberId', '=', ids[index]!)
      .execute()
  const installation = await installationId(db)
  const { key } = await db.selectFrom('batch').select('key').executeTakeFirstOrThrow()
  const hear = async (index: number, type: string, told: object = {}) => {
    const tags = { installation, key, delivery: `1-${ids[index]}` }
    await insertEvents(db, await eventsIn(context, [webhook(type, { tags, ...told })]))
  }
  const at = new Date('2026-12-01T09:00:00Z')
  for (const index of [0, 1, 2, 3, 3]) await hear(index, 'email.delivered')
  await hear(3, 'email.complained')
  for (const index of [0, 4]) await hear(index, 'email.delivery_delayed')
  await hear(5, 'email.bounced', { bounce: { type: 'Permanent' } })
  await hear(6, 'email.bounced', { bounce: { type: 'Transient' } })
  await hear(7, 'email.failed', { failed: { reason: 'invalid_recipient' } })
  await applyEvents(context)
  const gone = { providerId: null, settledAt: at }
  await set(8, { ...gone, state: 'rejected', rejection: '=HYPERLINK("http://x","y"), "quoted"' })
  await set(9, { ...gone, state: 'unknown', settledAt: null })

  const vote = (index: number, issueNumber: number, choice: string) =>
    post(web, `/votes/${readerToken(context, ids[index]!, issueNumber)}/quill-vs-reed`, {
      'vote.quill': choice,
    })
  await vote(0, 1, 'ship')
  await vote(1, 1, 'skip')
  await vote(2, 0, 'ship')
  for (const index of [6, 7]) {
    await post(web, `/unsubscribe/${readerToken(context, ids[index]!, 1)}`, { from: 'page' })
  }
})

test('the account of an issue says what became of it, and what it brought', async () => {
  const page = await editor.read('/desk/issues/1/account')
  const line = (name: string) =>
    new RegExp(`>${name}(?:<span[^>]*>[^<]*</span>)?</th><td>(\\d+)`).exec(page)?.[1]
  expect(line('Delivered')).toBe('4')
  expect(line('Delayed')).toBe('1')
  expect(line('Bounced for good')).toBe('1')
  expect(line('Bounced this time')).toBe('1')
  expect(line('Complained')).toBe('1')
  expect(line('Failed at the mail service')).toBe('1')
  expect(page).toContain('2 readers left through a link of this issue.')
  expect(page).toContain('2 votes of 2 readers came through a link of it.')
})

test('a vote that is cast anew through another issue’s link is credited to that one', async () => {
  const { context, web } = site
  const second = await draftIssue(site)
  const token = readerToken(context, ids[0]!, second)
  await post(web, `/votes/${token}/quill-vs-reed`, { 'vote.quill': 'skip' })
  const creditedTo = async () =>
    context.db.selectFrom('vote').select('issueNumber').where('subscriberId', '=', ids[0]!).executeTakeFirst()
  expect(await creditedTo()).toEqual({ issueNumber: second })
  await post(web, `/votes/${readerToken(context, ids[0]!, 1)}/quill-vs-reed`, { 'vote.quill': 'skip' })
  expect(await creditedTo(), 'the same vote again').toEqual({ issueNumber: second })
})

test('rejected and unknown deliveries are there by name', async () => {
  const rejected = await editor.read('/desk/issues/1/account/deliveries?state=rejected')
  expect(rejected).toContain('reader9@lovelace.org')
  expect(rejected).toContain('=HYPERLINK(&quot;http://x&quot;')
  expect(rejected).not.toContain('reader10@lovelace.org')
  expect(await editor.read('/desk/issues/1/account/deliveries?state=unknown')).toContain(
    'reader10@lovelace.org',
  )
  for (const odd of ['state=<b>', 'state=rejected&after=-1', 'after=x', '']) {
    expect((await editor.get(`/desk/issues/1/account/deliveries?${odd}`)).status).toBe(200)
  }
})

test('as CSV they run no formula, quote what they must, and the log says who has them', async () => {
  const answer = await editor.post('/desk/issues/1/account/downloads', { state: 'rejected' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('text/csv')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="issue-1-rejected.csv"')
  const text = await answer.text()
  expect(text.split('\r\n')).toEqual([
    'address,state,reason,at,batch',
    'reader9@lovelace.org,rejected,"\'=HYPERLINK(""http://x"",""y""), ""quoted""",2026-12-01T09:00:00.000Z,1',
    '',
  ])
  const acts = await site.context.db
    .selectFrom('auditEntry')
    .select(['subject', 'detail', 'editorId'])
    .where('kind', '=', 'deliveries-downloaded')
    .execute()
  expect(acts).toEqual([{ subject: '1', detail: 'rejected', editorId: editor.id }])
})

test('lists of many are read in pages, and written whole', async () => {
  const { context } = site
  const number = await draftIssue(site)
  const many = Array.from({ length: 130 }, (_, index) => `many${index}@lovelace.org`)
  await context.db
    .insertInto('subscriber')
    .values(
      many.map((address) => ({ address, addressKey: address, status: 'confirmed', confirmedAt: new Date() })),
    )
    .execute()
  await scheduleIssue(context, number, 'now')
  await prepareIssue(context, number)
  await context.db
    .updateTable('delivery')
    .set({ state: 'rejected', rejection: 'no', settledAt: new Date() })
    .where('issueNumber', '=', number)
    .where('state', '=', 'to-send')
    .execute()
  const seen = new Set<string>()
  let path: string | undefined = `/desk/issues/${number}/account/deliveries?state=rejected`
  for (let pages = 0; path && pages < 5; pages++) {
    const page: string = await editor.read(path)
    const found = page.match(/[\w]+@lovelace\.org/g)!
    expect(found.length).toBeLessThanOrEqual(50)
    for (const address of found) seen.add(address)
    path = /href="([^"]*after=\d+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  // Two of the ten are not mailed again: one bounced for good, one complained.
  expect(seen.size).toBe(136)
  const csv = await editor.post(`/desk/issues/${number}/account/downloads`, { state: 'rejected' })
  expect((await csv.text()).trimEnd().split('\r\n')).toHaveLength(137)
})

test('of an erased reader no address is shown or written', async () => {
  await site.context.db.deleteFrom('subscriber').where('id', '=', ids[8]!).execute()
  const page = await editor.read('/desk/issues/1/account/deliveries?state=rejected')
  expect(page).not.toContain('reader9@')
  const csv = await editor.post('/desk/issues/1/account/downloads', { state: 'rejected' })
  expect(await csv.text()).toContain('(erased),rejected')
})

test('once its part of the ledger is retired, the totals are left', async () => {
  const { db } = site.context
  await db
    .insertInto('settledAccount')
    .values({
      issueNumber: 1,
      audience: 10,
      excluded: 0,
      excludedBecause: '{}',
      accepted: 8,
      rejected: 1,
      unknown: 1,
    })
    .execute()
  const page = await editor.read('/desk/issues/1/account')
  expect(page).toContain('so old that only its account is kept')
  expect(page).toContain('2 readers left')
})
