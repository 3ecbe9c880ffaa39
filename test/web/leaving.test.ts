import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { addSubscriber, createTestWeb, post, readerToken, statusOf, type TestWeb } from './support.ts'

let site: TestWeb
let id: number
let token: string
let readers = 0
beforeAll(async () => {
  site = await createTestWeb()
  await site.context.db.insertInto('issue').values({ number: 7, subject: 'S', intro: '' }).execute()
})
beforeEach(async () => {
  readers += 1
  id = await addSubscriber(site.context, `reader${readers}@lovelace.org`)
  token = readerToken(site.context, id, 7)
})

const consents = () =>
  site.context.db
    .selectFrom('consent')
    .select(['kind', 'source', 'issueNumber'])
    .where('subscriberId', '=', id)
    .execute()

test('a GET on the unsubscribe link changes nothing', async () => {
  for (const method of ['GET', 'HEAD']) {
    const response = await site.web.request(`/unsubscribe/${token}`, { method })
    expect(response.status).toBe(200)
  }
  expect(await statusOf(site.context, id)).toBe('confirmed')
  expect(await consents()).toEqual([])
})

test('one click unsubscribes, urlencoded or multipart, with an empty answer and no redirect', async () => {
  const multipart = new FormData()
  multipart.set('List-Unsubscribe', 'One-Click')
  for (const body of [multipart, new URLSearchParams('List-Unsubscribe=One-Click')]) {
    const response = await site.web.request(`/unsubscribe/${token}`, { method: 'POST', body })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await statusOf(site.context, id)).toBe('ended')
    expect(await consents()).toEqual([{ kind: 'ended', source: 'one-click', issueNumber: 7 }])
  }
})

test('one click works from wherever the mail provider is', async () => {
  const oneClick = { 'List-Unsubscribe': 'One-Click' }
  const headers = { origin: 'https://mail.provider.org', 'sec-fetch-site': 'cross-site' }
  expect((await post(site.web, `/unsubscribe/${token}`, oneClick, headers)).status).toBe(200)
  expect(await statusOf(site.context, id)).toBe('ended')
})

test('one click on a token of nobody is not found', async () => {
  const response = await post(site.web, '/unsubscribe/nonsense', { 'List-Unsubscribe': 'One-Click' })
  expect(response.status).toBe(404)
  expect(await response.text()).toBe('')
})

test('a POST that asks for neither is refused and changes nothing', async () => {
  const response = await post(site.web, `/unsubscribe/${token}`, { 'List-Unsubscribe': 'Maybe' })
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('List-Unsubscribe=One-Click')
  expect(await statusOf(site.context, id)).toBe('confirmed')
})

test('the button on the page unsubscribes, and pressed again says the same', async () => {
  for (const _ of ['first', 'second']) {
    const response = await post(site.web, `/unsubscribe/${token}`, { from: 'page' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`/unsubscribe/${token}/done`)
  }
  expect(await consents()).toEqual([{ kind: 'ended', source: 'page', issueNumber: 7 }])
  const done = await (await site.web.request(`/unsubscribe/${token}/done`)).text()
  expect(done).toContain('You are unsubscribed')
  expect(done).toContain('action="/subscriptions"')
})

test('the page that says it is done is not shown to someone who is still subscribed', async () => {
  const response = await site.web.request(`/unsubscribe/${token}/done`)
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe(`/unsubscribe/${token}`)
})

test('a reason is kept with the consent, if one is given', async () => {
  await post(site.web, `/unsubscribe/${token}`, { from: 'page', reason: '  Too many mails.  ' })
  const reasons = await site.context.db
    .selectFrom('consent')
    .select('reason')
    .where('subscriberId', '=', id)
    .execute()
  expect(reasons).toEqual([{ reason: 'Too many mails.' }])
})

test('leaving can be undone on the page that follows: everything is as it was', async () => {
  const { db } = site.context
  const pausedUntil = '2099-01-01'
  await db.updateTable('subscriber').set({ pausedUntil }).where('id', '=', id).execute()
  await post(site.web, `/unsubscribe/${token}`, { from: 'page' })
  const done = await (await site.web.request(`/unsubscribe/${token}/done`)).text()
  expect(done).toContain(`action="/unsubscribe/${token}/undo"`)
  for (const _ of ['first', 'second']) {
    const response = await post(site.web, `/unsubscribe/${token}/undo`, {})
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`/preferences/${token}/back`)
  }
  expect(await statusOf(site.context, id)).toBe('confirmed')
  expect(await consents()).toEqual([
    { kind: 'ended', source: 'page', issueNumber: 7 },
    { kind: 'undone', source: '/unsubscribe', issueNumber: 7 },
  ])
  const subscriber = db.selectFrom('subscriber').select('pausedUntil').where('id', '=', id)
  expect(await subscriber.executeTakeFirst()).toEqual({ pausedUntil })
  expect(await (await site.web.request(`/preferences/${token}/back`)).text()).toContain('subscribed again')
})

test('leaving can’t be undone an hour later, nor with a link that was replaced', async () => {
  await post(site.web, `/unsubscribe/${token}`, { from: 'page' })
  await sql`update subscriber set ended_at = ended_at - interval '61 minutes' where id = ${id}`.execute(
    site.context.db,
  )
  const late = await post(site.web, `/unsubscribe/${token}/undo`, {})
  expect(late.status).toBe(410)
  expect(await late.text()).toContain('action="/subscriptions"')
  await sql`update subscriber set ended_at = clock_now(), token_version = 2 where id = ${id}`.execute(
    site.context.db,
  )
  expect((await post(site.web, `/unsubscribe/${token}/undo`, {})).status).toBe(410)
  expect(await statusOf(site.context, id)).toBe('ended')
})

test('what the undo takes back is a press of the button, not a list that was imported', async () => {
  const { db } = site.context
  await sql`update subscriber set status = 'ended', ended_at = clock_now() where id = ${id}`.execute(db)
  await db
    .insertInto('consent')
    .values({ subscriberId: id, kind: 'ended', source: 'csv file old.csv' })
    .execute()
  expect((await post(site.web, `/unsubscribe/${token}/undo`, {})).status).toBe(410)
  expect(await statusOf(site.context, id)).toBe('ended')
})

test('who had asked anew and not confirmed is not confirmed by an undo', async () => {
  const { db } = site.context
  await db.insertInto('consent').values({ subscriberId: id, kind: 'requested', source: '/' }).execute()
  await sql`update subscriber set status = 'pending' where id = ${id}`.execute(db)
  await post(site.web, `/unsubscribe/${token}`, { 'List-Unsubscribe': 'One-Click' })
  expect((await post(site.web, `/unsubscribe/${token}/undo`, {})).status).toBe(410)
  expect(await statusOf(site.context, id)).toBe('ended')
})

test('an old link unsubscribes whatever became of its reader’s links, and after they are forgotten', async () => {
  const { db } = site.context
  await sql`update subscriber set token_version = 5 where id = ${id}`.execute(db)
  const oneClick = { 'List-Unsubscribe': 'One-Click' }
  expect((await post(site.web, `/unsubscribe/${token}`, oneClick)).status).toBe(200)
  expect(await statusOf(site.context, id)).toBe('ended')
  await db.deleteFrom('consent').where('subscriberId', '=', id).execute()
  await db.deleteFrom('subscriber').where('id', '=', id).execute()
  expect((await post(site.web, `/unsubscribe/${token}`, oneClick)).status).toBe(200)
  expect((await site.web.request(`/unsubscribe/${token}`)).status).toBe(200)
  expect((await site.web.request(`/unsubscribe/${token}/done`)).status).toBe(200)
  expect((await post(site.web, `/unsubscribe/${token}`, { from: 'page' })).status).toBe(303)
})

test('a link of nobody is not found, and the page helps on', async () => {
  for (const path of ['/preferences/nonsense', '/unsubscribe/nonsense', '/unsubscribe/nonsense/done']) {
    const response = await site.web.request(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('copy the whole link')
  }
})
