import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { insertEvents } from '../../../db/queries/delivery-event.ts'
import { applyEvents } from '../../../src/actions/delivery-event/apply.ts'
import { approveIssue } from '../../../src/actions/issue/approve.ts'
import { beginIssue } from '../../../src/actions/issue/begin.ts'
import { createIssue } from '../../../src/actions/issue/create.ts'
import { editIssue } from '../../../src/actions/issue/edit.ts'
import { prepareIssue } from '../../../src/actions/issue/prepare.ts'
import { scheduleIssue } from '../../../src/actions/issue/schedule.ts'
import { setRhythm } from '../../../src/actions/rhythm/set.ts'
import { createRequestTaker } from '../../../src/actions/subscriber/request.ts'
import { dayIn } from '../../support/day-in.ts'
import { addSubscriber, createTestWeb, importSample, type TestWeb, type Web } from '../support.ts'
import { type AtDesk, signedIn } from './support.ts'

let site: TestWeb
let web: Web
let editor: AtDesk
beforeAll(async () => {
  site = await createTestWeb()
  web = site.webWith({ desk: true })
  editor = await signedIn(site.context, web, 'editor')
})

const desk = () => editor.read('/desk')

test('readers are led to the desk where it is theirs', async () => {
  expect(await (await site.web.request('/')).text()).not.toContain('/desk')
  expect(await (await web.request('/')).text()).toContain('href="/desk"')
})

test('a desk without issues says how to begin one', async () => {
  const page = await desk()
  expect(page).toContain('There is no draft')
  expect(page).toContain('Begin an issue')
  expect(page).toContain('No weekly rhythm is set')
})

test('an issue’s account adds up, with the reasons, and a held one says how to go on', async () => {
  await importSample(site.context)
  for (const name of ['a', 'b', 'c', 'd']) await addSubscriber(site.context, `${name}@lovelace.org`)
  await site.context.db
    .insertInto('suppression')
    .values({ address: 'a@lovelace.org', addressKey: 'a@lovelace.org', reason: 'manual', note: null })
    .execute()
  const comparisons = ['pellwright-vs-mergantle']
  await createIssue(site.context, { subject: 'Trouble', intro: '', comparisons })
  await createIssue(site.context, { subject: 'Later', intro: '', comparisons })
  await scheduleIssue(site.context, 2, { at: `${dayIn(300)}T09:00`, timeZone: 'Europe/Berlin' })
  await scheduleIssue(site.context, 1, 'now')
  await prepareIssue(site.context, 1)
  const { db } = site.context
  await db.updateTable('issue').set({ status: 'sending' }).where('number', '=', 1).execute()
  await sql`
    update delivery set state = 'accepted', provider_id = 'x', settled_at = now() where address = 'b@lovelace.org'`.execute(
    db,
  )

  const html = await desk()
  expect(html).toMatch(/Goes out \w{3}, \d+ \w+ \d{4}, 09:00 \(Europe\/Berlin\)/)
  expect(html).toContain('<meta http-equiv="refresh" content="5"/>')
  const lines = [...html.matchAll(/<th scope="row">([^<]+).*?<td>([\d,]+)<\/td>/g)]
  expect(lines.map(([, name, count]) => `${name} ${count}`)).toEqual([
    'Excluded 1',
    'Accepted 1',
    'Rejected 0',
    'Unknown 0',
    'Still to send 2',
    'Audience 4',
  ])
  expect(html).toContain('1: their address is suppressed')

  const held = { status: 'held', heldBecause: 'The key was refused.' } as const
  await db.updateTable('issue').set(held).where('number', '=', 1).execute()
  const after = await desk()
  expect(after).toContain('The key was refused.')
  expect(after).not.toContain('npx verdicts')
  expect(after).toContain('href="/desk/issues/1/sending"')
  expect(after).not.toContain('http-equiv="refresh"')
})

test('a confirmation that bounced is shown, masked, until its reader confirms', async () => {
  const { db } = site.context
  const take = createRequestTaker(site.context)
  await take({ address: 'ada@lovelcae.org', page: '/' })
  const { id } = await db
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', 'confirmation')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const event = {
    svixId: 'msg_bounced',
    type: 'email.bounced',
    occurredAt: new Date(),
    emailId: null,
    key: null,
    issueNumber: null,
    subscriberId: null,
    mailId: id,
    bounce: 'hard',
    reason: 'There is no such domain.',
  } as const
  await insertEvents(db, [event])
  await applyEvents(site.context)
  const reviewer = await signedIn(site.context, web, 'reviewer')
  expect(await reviewer.read('/desk')).not.toContain('lovelcae')
  const html = await desk()
  expect(html).toContain('a…@lovelcae.org')
  expect(html).toContain('There is no such domain.')
  expect(html).not.toContain('ada@')

  const subscriber = db.updateTable('subscriber').where('addressKey', '=', 'ada@lovelcae.org')
  await subscriber.set({ status: 'confirmed', confirmedAt: new Date() }).execute()
  expect(await desk()).not.toContain('lovelcae')
})

test('it says what the next issue is and what is to be done for it, and a reviewer only where it stands', async () => {
  const { context, web } = await createTestWeb()
  await importSample(context)
  const owner = await signedIn(context, web, 'owner')
  const reviewer = await signedIn(context, web, 'reviewer')
  await setRhythm(context, { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: false })
  const page = await owner.read('/desk')
  expect(page).toContain('Every Tuesday 09:00 (Europe/Berlin)')
  expect(page).toContain('comparisons are in it')
  expect(page).toContain('href="/desk/issues/1"')
  expect(page).toContain('Skip this week')
  const seen = await reviewer.read('/desk')
  expect(seen).toContain('this week’s verdicts')
  expect(seen).not.toContain('/desk/issues')
  expect(seen).not.toContain('Skip this week')

  await editIssue(context, 1, { comparisons: [] })
  expect(await owner.read('/desk')).toContain('There is no comparison in it. Add one, or skip the week.')
})

test('other drafts are named, and an empty week is one with nothing that no other issue has', async () => {
  const { context, web } = await createTestWeb()
  await importSample(context)
  const owner = await signedIn(context, web, 'owner')
  const reviewer = await signedIn(context, web, 'reviewer')
  await beginIssue(context, crypto.randomUUID())
  expect(await owner.read('/desk')).not.toContain('Other drafts')
  await setRhythm(context, { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: false })
  const page = await owner.read('/desk')
  expect(page).toContain('Nothing was published since the last issue that is in no other one. Publish')
  expect(page).toMatch(/<h2>Other drafts<\/h2>.*<a href="\/desk\/issues\/1">1\. /s)
  expect(await reviewer.read('/desk')).toMatch(/<h2>Other drafts<\/h2><ul class="rows"><li><div>1\. /)
})

test('it says what a draft still wants, and nothing that is done', async () => {
  const { context, web } = await createTestWeb({}, { approvals: true })
  await importSample(context)
  const editor = await signedIn(context, web, 'editor')
  const comparisons = ['pellwright-vs-mergantle']
  await createIssue(context, { subject: 'Soon', intro: '', comparisons })
  expect(await editor.read('/desk')).toContain(
    'One comparison is in it. To be done: write the introduction, have it approved and schedule it.',
  )
  await editIssue(context, 1, { intro: 'Hello.' })
  await approveIssue(context, 1)
  const page = await editor.read('/desk')
  expect(page).toContain('One comparison is in it, and nothing is missing. Schedule it.')
  expect(page).toContain('>approved</a>')
  const draft = await editor.post('/desk/comparisons', {
    version: '',
    'tools[0]': 'pellwright',
    'tools[1]': 'framewold',
    bottomLine: '',
  })
  const slug = /comparisons\/([\w-]+)/.exec(draft.headers.get('location')!)![1]!
  await editIssue(context, 1, { comparisons: [...comparisons, slug] })
  expect(await editor.read('/desk')).toContain(
    'To be done: mend what is red in the preflight (one line), have it approved and schedule it.',
  )
})

test('of what is scheduled it says that it will be held, where its preflight is red', async () => {
  const { context, web } = await createTestWeb()
  await importSample(context)
  const editor = await signedIn(context, web, 'editor')
  await createIssue(context, { subject: 'Soon', intro: '', comparisons: ['pellwright-vs-mergantle'] })
  await scheduleIssue(context, 1, { at: `${dayIn(300)}T09:00`, timeZone: 'Europe/Berlin' })
  expect(await editor.read('/desk')).toContain('It goes out by itself at that time')
  await editor.post('/desk/comparisons/pellwright-vs-mergantle/withdrawal', { version: '1' })
  expect(await editor.read('/desk')).toMatch(/It will be held at its time.*its preflight is red/)
})

test('a reviewer is not told to begin an issue', async () => {
  const { context, web } = await createTestWeb()
  const [owner, reviewer] = [await signedIn(context, web, 'owner'), await signedIn(context, web, 'reviewer')]
  await setRhythm(context, { weekday: '2', time: '09:00', timeZone: 'Europe/Berlin', paused: false })
  await context.db.deleteFrom('issue').execute()
  expect(await owner.read('/desk')).toContain('has passed, or begin one now.')
  expect(await reviewer.read('/desk')).toContain('once that time has passed.')
})

test('it promises no going out by itself of an issue that nobody approved', async () => {
  const { context, web } = await createTestWeb({}, { approvals: true })
  await importSample(context)
  const editor = await signedIn(context, web, 'editor')
  await createIssue(context, { subject: 'Soon', intro: '', comparisons: ['pellwright-vs-mergantle'] })
  await scheduleIssue(context, 1, { at: `${dayIn(300)}T09:00`, timeZone: 'Europe/Berlin' })
  const page = await editor.read('/desk')
  expect(page).not.toContain('goes out by itself')
  expect(page).toContain('<a href="/desk/issues/1/approval">not approved</a>')
  await approveIssue(context, 1)
  expect(await editor.read('/desk')).toContain('It goes out by itself at that time')
})

test('of a hundred issues the desk counts the ledgers of few', async () => {
  const { context, web } = await createTestWeb()
  const owner = await signedIn(context, web, 'owner')
  await sql`
    insert into issue (number, subject, intro, status, send_at, time_zone, sent_at)
    select n, 'Number ' || n, '', 'sent', now() - (101 - n) * interval '7 days', 'UTC', now() - (101 - n) * interval '7 days'
    from generate_series(1, 100) n`.execute(context.db)
  const page = await owner.read('/desk')
  expect(page).toContain('Number 100')
  expect(page).not.toContain('Number 99')
})

test('of a week whose issue is out before its time it says so', async () => {
  const { context, web } = await createTestWeb()
  await importSample(context)
  const owner = await signedIn(context, web, 'owner')
  await owner.post('/desk/rhythm', { weekday: '2', time: '9:00', timeZone: 'Europe/Berlin' })
  expect(await owner.read('/desk')).not.toContain('went out early')
  await context.db
    .updateTable('issue')
    .set({ status: 'sent', sendAt: new Date(), timeZone: 'UTC', sentAt: new Date() })
    .execute()
  expect(await owner.read('/desk')).toMatch(/The next time is [^<]*\. Its issue, 1, went out early\./)
})
