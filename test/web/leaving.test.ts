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

test('the preferences show the masked address and how to leave', async () => {
  const html = await (await site.web.request(`/preferences/${token}`)).text()
  expect(html).toContain('r…@lovelace.org')
  expect(html).not.toContain(`reader${readers}@`)
  expect(html).toContain('<dd>subscribed</dd>')
  expect(html).toContain(`action="/unsubscribe/${token}"`)
})

test('the preferences of someone who left offer the way back', async () => {
  await post(site.web, `/unsubscribe/${token}`, { from: 'page' })
  const html = await (await site.web.request(`/preferences/${token}`)).text()
  expect(html).toContain('<dd>not subscribed</dd>')
  expect(html).not.toContain('action="/unsubscribe/')
  expect(html).toContain('action="/subscriptions"')
})

test('a link of nobody is not found, and the page helps on', async () => {
  for (const path of ['/preferences/nonsense', '/unsubscribe/nonsense', '/unsubscribe/nonsense/done']) {
    const response = await site.web.request(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('copy the whole link')
  }
})
