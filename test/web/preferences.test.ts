import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { findPreferences } from '../../db/queries/preferences.ts'
import {
  addSubscriber,
  createTestWeb,
  importSample,
  newestMail,
  post,
  readerToken,
  statusOf,
  type TestWeb,
} from './support.ts'

const OFFERED = 'design,developer-tools,research,writing'
const ALL = {
  'category.design': 'on',
  'category.developer-tools': 'on',
  'category.research': 'on',
  'category.writing': 'on',
}
const DEFAULTS = { offered: OFFERED, frequency: 'weekly', format: 'html', pausedUntil: '' }

let site: TestWeb
let id: number
let token: string
let readers = 0
beforeAll(async () => {
  site = await createTestWeb()
  await importSample(site.context)
})
beforeEach(async () => {
  readers += 1
  id = await addSubscriber(site.context, `reader${readers}@lovelace.org`)
  token = readerToken(site.context, id, 7)
})

const stored = async () => (await findPreferences(site.context.db, id))!
const page = async (path = '') => (await site.web.request(`/preferences/${token}${path}`)).text()

async function save(fields: Record<string, string>, version?: number) {
  const current = version ?? (await stored()).version
  return post(site.web, `/preferences/${token}`, { ...DEFAULTS, version: String(current), ...fields })
}

test('the page shows everything that is set, and the address masked', async () => {
  const html = await page()
  expect(html).toContain('r…@lovelace.org')
  expect(html).not.toContain(`reader${readers}@`)
  expect(html).toContain('You get all categories, every week.')
  expect(html.match(/type="checkbox"[^>]*checked=""/g)).toHaveLength(4)
  expect(html).toContain(`href="/unsubscribe/${token}"`)
})

test('one button saves everything, and the page that follows says what was saved', async () => {
  const response = await save({
    'category.design': 'on',
    'category.writing': 'on',
    frequency: 'monthly',
    format: 'text',
    pausedUntil: '2099-01-01'.replace('2099', String(new Date().getUTCFullYear() + 1)),
  })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe(`/preferences/${token}/saved`)
  const year = new Date().getUTCFullYear() + 1
  expect(await stored()).toMatchObject({
    categories: ['writing', 'design'],
    frequency: 'monthly',
    format: 'text',
    pausedUntil: `${year}-01-01`,
  })
  const saved = await page('/saved')
  expect(saved).toContain('You get Design and Writing, once a month, as plain text.')
  expect(saved).toContain(`Paused: nothing is sent before 1 January ${year}.`)
  expect(saved.match(/type="checkbox"[^>]*checked=""/g)).toHaveLength(2)
})

test('who chooses all categories gets new ones too', async () => {
  await save({ 'category.design': 'on' })
  await save(ALL)
  expect((await stored()).categories).toBeNull()
})

test('readers who choose the same share a selection', async () => {
  const selections = () => site.context.db.selectFrom('selection').select('id').execute()
  await save({ 'category.design': 'on', 'category.research': 'on' })
  const before = await selections()
  id = await addSubscriber(site.context, `other${readers}@lovelace.org`)
  token = readerToken(site.context, id)
  await save({ 'category.research': 'on', 'category.design': 'on' })
  expect(await selections()).toEqual(before)
})

test.each<[string, Record<string, string>, string]>([
  ['no category', {}, 'Choose one category at least.'],
  ['a category that was removed', { ...ALL, 'category.poetry': 'on' }, 'no such category any more: poetry'],
  ['no frequency', { ...ALL, frequency: 'hourly' }, 'Choose every week or once a month.'],
  ['no format', { ...ALL, format: 'pdf' }, 'Choose HTML or plain text.'],
  ['a pause in the past', { ...ALL, pausedUntil: '2020-01-01' }, '2020-01-01 is not in the future.'],
  ['a pause that is too long', { ...ALL, pausedUntil: '2999-01-01' }, 'at the latest'],
  ['a day that is none', { ...ALL, pausedUntil: '2027-02-30' }, 'Write the day as year, month and day'],
  ['a day in other words', { ...ALL, pausedUntil: '24.12.2027' }, 'Write the day as year, month and day'],
  ['script for a day', { ...ALL, pausedUntil: '"><script>' }, 'Write the day as year, month and day'],
])(
  '%s is refused beside its field, nothing is saved, and what was chosen is kept',
  async (_, fields, says) => {
    const before = await stored()
    const response = await save({ ...fields })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain('Nothing is saved yet')
    expect(html.replaceAll(/<[^>]+>/g, '')).toContain(says)
    expect(html).not.toContain('<script')
    const checked = html.match(/type="checkbox"[^>]*checked=""/g) ?? []
    expect(checked).toHaveLength(Object.keys(fields).filter((name) => name in ALL).length)
    expect(await stored()).toEqual(before)
  },
)

test('of two windows that choose differently, the second is told, and can keep its own', async () => {
  const { version } = await stored()
  await save({ 'category.design': 'on' }, version)
  const second = await save({ 'category.writing': 'on', frequency: 'monthly' }, version)
  const html = await second.text()
  expect(second.status).toBe(409)
  expect(html).toContain('changed in another window meanwhile')
  expect(html).toContain('You get Design, every week.')
  expect(html).toMatch(/name="category.writing"[^>]*checked=""|checked=""[^>]*name="category.writing"/)
  expect((await stored()).categories).toEqual(['design'])

  const shown = /name="version" value="(\d+)"/.exec(html)?.[1]
  expect((await save({ 'category.writing': 'on', frequency: 'monthly' }, Number(shown))).status).toBe(303)
  expect(await stored()).toMatchObject({ categories: ['writing'], frequency: 'monthly' })
})

test('pressed twice, the button saves once', async () => {
  const { version } = await stored()
  const answers = await Promise.all([1, 2, 3].map(() => save({ 'category.design': 'on' }, version)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect((await stored()).version).toBe(version + 1)
})

test('a pause that is over is none, and does not stand in the way of saving', async () => {
  await sql`update subscriber set paused_until = '2020-01-01' where id = ${id}`.execute(site.context.db)
  expect(await page()).not.toContain('Paused')
  expect((await save({ 'category.design': 'on' })).status).toBe(303)
})

test('a category that is gone is left out of what is chosen', async () => {
  const { db } = site.context
  await save({ 'category.design': 'on', 'category.writing': 'on' })
  await sql`
    update selection set categories = categories || 99999
    where id = (select selection_id from subscriber where id = ${id})`.execute(db)
  expect((await stored()).categories).toEqual(['writing', 'design'])
})

test('GET and HEAD change nothing, and neither does a form from elsewhere', async () => {
  const before = await stored()
  for (const method of ['GET', 'HEAD']) {
    await site.web.request(`/preferences/${token}?frequency=monthly&format=text`, { method })
  }
  const elsewhere = { origin: 'https://evil.org', 'sec-fetch-site': 'cross-site' }
  const answer = await post(site.web, `/preferences/${token}`, { ...DEFAULTS, ...ALL }, elsewhere)
  expect(answer.status).toBe(403)
  expect(await stored()).toEqual(before)
})

test('who left or never confirmed is shown the way back, and can save nothing', async () => {
  for (const status of ['ended', 'pending'] as const) {
    id = await addSubscriber(site.context, `${status}${readers}@lovelace.org`, status)
    token = readerToken(site.context, id)
    const html = await page()
    expect(html).toContain('action="/subscriptions"')
    expect(html).not.toContain('name="version"')
    const before = await stored()
    await save({ 'category.design': 'on' })
    expect(await stored()).toEqual(before)
    expect(await statusOf(site.context, id)).toBe(status)
  }
})

test('a link that was replaced shows and saves nothing, and says where another is', async () => {
  await sql`update subscriber set token_version = 2 where id = ${id}`.execute(site.context.db)
  const shown = await site.web.request(`/preferences/${token}`)
  expect(shown.status).toBe(410)
  const html = await shown.text()
  expect(html).not.toContain('@lovelace.org')
  expect(html).toContain('action="/subscriptions"')
  const before = await stored()
  expect((await save({ 'category.design': 'on' })).status).toBe(410)
  expect(await stored()).toEqual(before)
})

test('replaced links do nothing any more but unsubscribe, and a new one is mailed, once', async () => {
  const { db } = site.context
  const mails = () => db.selectFrom('outbox').select('id').where('kind', '=', 'new-links').execute()
  const before = (await mails()).length
  const press = () => post(site.web, `/preferences/${token}/links`, {})
  for (const answer of await Promise.all([press(), press()])) {
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/links-replaced')
  }
  expect((await press()).status).toBe(303)
  expect(await mails()).toHaveLength(before + 1)
  expect((await site.web.request(`/preferences/${token}`)).status).toBe(410)

  const { mail } = await newestMail(site.context)
  const [, path] = /http:\/\/localhost:3000(\/preferences\/[\w-]+)/.exec(mail.text)!
  expect((await site.web.request(path!)).status).toBe(200)
  await post(site.web, `/unsubscribe/${token}`, { 'List-Unsubscribe': 'One-Click' })
  expect(await statusOf(site.context, id)).toBe('ended')
})

test('garbage, truncated tokens and those of nobody are not found, and the page helps on', async () => {
  const forgotten = readerToken(site.context, 999_999)
  for (const [bad, status] of [
    ['nonsense', 404],
    [token.slice(0, -1), 404],
    [`${token}A`, 404],
    [token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')), 404],
    [forgotten, 410],
  ] as const) {
    for (const path of ['', '/saved', '/welcome', '/back']) {
      const response = await site.web.request(`/preferences/${bad}${path}`)
      expect([bad, response.status]).toEqual([bad, status])
      expect(await response.text()).toContain('action="/subscriptions"')
    }
    expect((await post(site.web, `/preferences/${bad}`, { ...DEFAULTS, ...ALL })).status).toBe(status)
  }
})

test('the pages are kept nowhere and told to nobody', async () => {
  for (const path of ['', '/saved', '/welcome']) {
    const { headers } = await site.web.request(`/preferences/${token}${path}`)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-robots-tag')).toBe('noindex')
  }
})
