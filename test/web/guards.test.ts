import { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { signedIn } from './desk/support.ts'
import { addSubscriber, createTestWeb, post, readerToken, statusOf, type TestWeb } from './support.ts'

let site: TestWeb
beforeAll(async () => {
  site = await createTestWeb()
})

const address = { address: 'ada@lovelace.org', page: '/' }

test('a cross-origin POST is refused with a page, and changes nothing', async () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.org' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' },
  ]
  for (const headers of foreign) {
    const response = await post(site.web, '/subscriptions', address, headers)
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('That came from another site')
  }
  expect(await site.context.db.selectFrom('subscriber').selectAll().execute()).toEqual([])
})

test('a POST from the site itself, or from no browser, is taken', async () => {
  const own: Record<string, string>[] = [
    { origin: 'http://localhost:3000' },
    { origin: 'http://127.0.0.1:3000' },
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
    {},
  ]
  for (const headers of own) {
    expect((await post(site.web, '/subscriptions', address, headers)).status).toBe(303)
  }
})

test('an older browser can confirm from a page that names no origin', async () => {
  const response = await post(site.web, '/confirm/nonsense', {}, { origin: 'null' })
  expect(response.status).toBe(404)
  const refused = await post(site.web, '/confirm/nonsense', {}, { origin: 'https://evil.org' })
  expect(refused.status).toBe(403)
})

test('in production only the site’s own origin counts', async () => {
  const { web } = await createTestWeb({
    NODE_ENV: 'production',
    SITE_URL: 'https://verdicts.org',
    RESEND_API_KEY: 're_1',
    RESEND_WEBHOOK_SECRET: 'whsec_1',
    MAIL_FROM: 'news@verdicts.org',
  })
  const taken = await post(web, '/subscriptions', address, { origin: 'https://verdicts.org' })
  expect(taken.status).toBe(303)
  const refused = await post(web, '/subscriptions', address, { origin: 'http://localhost:3000' })
  expect(refused.status).toBe(403)
  expect(refused.headers.get('strict-transport-security')).toBe('max-age=15552000')
})

test('every page comes with a policy that allows no scripts, errors too', async () => {
  for (const path of ['/', '/nowhere', '/subscriptions', '/healthz']) {
    const { headers } = await site.web.request(path)
    expect(headers.get('content-security-policy'), path).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('strict-transport-security')).toBeNull()
  }
})

test('pages of the desk run no scripts but our own, whoever is signed in or not', async () => {
  const owner = await signedIn(site.context, site.web, 'owner')
  const answers = [
    await site.web.request('/desk/sign-in'),
    await owner.get('/desk'),
    await owner.get('/desk/content'),
    await owner.get('/desk/nowhere'),
    await owner.post('/desk/account/name'),
  ]
  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
  }
})

test('pages behind a token are kept nowhere, told to nobody and not indexed', async () => {
  const token = readerToken(site.context, await addSubscriber(site.context, 'cap@lovelace.org'))
  const paths = ['/confirm/nonsense', `/preferences/${token}`, `/unsubscribe/${token}`]
  const answers = [
    ...(await Promise.all(paths.map((path) => site.web.request(path)))),
    await post(site.web, `/unsubscribe/${token}`, { from: 'page' }),
    await site.web.request(`/unsubscribe/${token}/done`),
  ]
  for (const { headers } of answers) {
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-robots-tag')).toBe('noindex')
  }
})

test('a body of more than 64 KB is refused, also when its length is not announced', async () => {
  const large = { address: 'a'.repeat(70_000) }
  expect((await post(site.web, '/subscriptions', large)).status).toBe(413)
  const announced = { 'content-length': '70011', origin: 'http://localhost:3000' }
  expect((await post(site.web, '/subscriptions', large, announced)).status).toBe(413)
})

test('the mailbox keeps its own headers, limits and log', async () => {
  const mailbox = new Hono().post('/api/emails', async (c) => c.json((await c.req.text()).length))
  const web = site.webWith({ mailbox })
  const before = site.logged().length
  const response = await web.request('/mailbox/api/emails', { method: 'POST', body: 'x'.repeat(100_000) })
  expect(await response.json()).toBe(100_000)
  expect(response.headers.get('content-security-policy')).toBeNull()
  expect(site.logged().length).toBe(before)
  expect((await web.request('/mailbox/elsewhere')).status).toBe(404)
})

test('no address and no token is in the log, whatever happens', async () => {
  const id = await addSubscriber(site.context, 'secret@lovelace.org')
  const token = readerToken(site.context, id)
  await post(site.web, '/subscriptions', { address: 'secret@lovelace.org', page: '/' })
  await site.web.request(`/preferences/${token}`)
  await site.web.request(`/unsubscribe/${token}x`)
  await post(site.web, `/unsubscribe/${token}`, { 'List-Unsubscribe': 'One-Click' })
  expect(await statusOf(site.context, id)).toBe('ended')
  const lines = site
    .logged()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(site.logged()).not.toContain('lovelace')
  expect(site.logged()).not.toContain(token)
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 20, method: 'POST', route: '/unsubscribe/:token', status: 200 }),
  )
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 20, method: 'GET', route: '/preferences/:token', status: 200 }),
  )
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 30, method: 'GET', route: '/unsubscribe/:token', status: 404 }),
  )
})

test('a failure says sorry and no more; the log has it, by the route’s pattern', async () => {
  const broken = await createTestWeb()
  await broken.context.db.schema.dropTable('outbox').cascade().execute()
  await broken.context.db.schema.dropTable('vote').cascade().execute()
  for (const response of [
    await broken.web.request('/compare/a-vs-b'),
    await post(broken.web, '/subscriptions', { address: 'secret@lovelace.org', page: '/' }),
  ]) {
    expect(response.status).toBe(500)
    const html = await response.text()
    expect(html).toContain('Sorry, that went wrong')
    expect(html).not.toContain('relation')
  }
  expect(broken.logged()).toContain('"route":"/compare/:slug"')
  expect(broken.logged()).toContain('relation \\"outbox\\" does not exist')
  expect(broken.logged()).not.toContain('lovelace')
})

test('health is a word, readiness is every check', async () => {
  expect(await (await site.web.request('/healthz')).text()).toBe('ok')
  expect(await (await site.web.request('/readyz')).json()).toEqual({ database: true })
  const ready = async () => ({ database: true, queue: false })
  const unwell = await site.webWith({ ready }).request('/readyz')
  expect(unwell.status).toBe(503)
  expect(await unwell.json()).toEqual({ database: true, queue: false })
  const failing = site.webWith({ ready: () => Promise.reject(new Error('lost')) })
  expect((await failing.request('/readyz')).status).toBe(503)
})
