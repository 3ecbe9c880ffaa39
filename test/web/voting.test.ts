import { beforeAll, beforeEach, expect, test } from 'vitest'
import { importContent } from '../../src/actions/content/import.ts'
import { linkKeys, signToken } from '../../src/domain/link-token.ts'
import {
  addSubscriber,
  chosenIn,
  createTestWeb,
  importSample,
  post,
  readerToken,
  type TestWeb,
} from './support.ts'

const SLUG = 'pellwright-vs-mergantle'

let site: TestWeb
let id: number
let token: string
let path: string
let readers = 0
beforeAll(async () => {
  site = await createTestWeb()
  await importSample(site.context)
  await importContent(site.context, {
    comparisons: [
      { slug: 'gone', tools: ['pellwright', 'queriole'], bottomLine: 'Never.', status: 'withdrawn' },
    ],
  })
})
beforeEach(async () => {
  readers += 1
  id = await addSubscriber(site.context, `reader${readers}@lovelace.org`)
  token = readerToken(site.context, id, 7)
  path = `/votes/${token}/${SLUG}`
  await site.context.db.deleteFrom('vote').execute()
})

const vote = (fields: Record<string, string>) => post(site.web, path, fields)
const read = async (url = path) => (await site.web.request(url)).text()

async function votes(): Promise<Record<string, string>> {
  const rows = await site.context.db
    .selectFrom('vote')
    .innerJoin('tool', 'tool.id', 'vote.toolId')
    .select(['slug', 'verdict'])
    .where('subscriberId', '=', id)
    .execute()
  return Object.fromEntries(rows.map(({ slug, verdict }) => [slug, verdict]))
}

test('a link with a vote in it opens a page with that vote chosen and one button, and changes nothing', async () => {
  for (const method of ['GET', 'HEAD']) {
    const response = await site.web.request(`${path}?pellwright=ship`, { method })
    expect(response.status).toBe(200)
  }
  const html = await read(`${path}?pellwright=ship`)
  expect(chosenIn(html)).toEqual({ pellwright: 'ship', mergantle: '' })
  expect(html.match(/<legend>Your vote on (Pellwright|Mergantle)<\/legend>/g)).toHaveLength(2)
  expect(html.match(/<button/g)).toHaveLength(1)
  expect(html).toContain(`<form class="sheet" action="${path}" method="post">`)
  expect(html).toContain('4 of 4 ship')
  expect(html).toContain('no votes yet')
  expect(await votes()).toEqual({})
})

test('the button saves the votes, and the page after it shows them and the new figures', async () => {
  const other = await addSubscriber(site.context, `other${readers}@lovelace.org`)
  await post(site.web, `/votes/${readerToken(site.context, other)}/${SLUG}`, { 'vote.pellwright': 'skip' })
  const response = await vote({ 'vote.pellwright': 'ship', 'vote.mergantle': 'skip' })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe(`${path}/done`)
  expect(await votes()).toEqual({ pellwright: 'ship', mergantle: 'skip' })
  const done = await read(`${path}/done`)
  expect(done).toContain('Your votes are saved')
  expect(done).toContain('You say <b class="verdict ship">ship</b>')
  expect(done).toContain('You say <b class="verdict skip">skip</b>')
  expect(done).toContain('1 of 2 ship')
  expect(done).toContain('0 of 1 ship')
  expect(done).toContain(`<a href="${path}">Change your votes</a>`)
  expect(done).toContain(`<a href="/compare/${SLUG}">Back to the comparison</a>`)
  expect(await read(`/compare/${SLUG}`)).toContain('1 of 2 ship')
})

test('pressed twice is one vote', async () => {
  for (const _ of ['first', 'second']) expect((await vote({ 'vote.pellwright': 'ship' })).status).toBe(303)
  expect(await read(`/compare/${SLUG}`)).toContain('1 of 1 ship')
})

test('a vote can be changed, and a tool without a choice is left as it was', async () => {
  await vote({ 'vote.pellwright': 'ship', 'vote.mergantle': 'skip' })
  expect(chosenIn(await read())).toEqual({ pellwright: 'ship', mergantle: 'skip' })
  await vote({ 'vote.pellwright': 'skip', 'vote.mergantle': '' })
  expect(await votes()).toEqual({ pellwright: 'skip', mergantle: 'skip' })
})

test('a link with a vote in it goes before the vote so far, which stays until the button is pressed', async () => {
  await vote({ 'vote.pellwright': 'ship', 'vote.mergantle': 'ship' })
  expect(chosenIn(await read(`${path}?pellwright=skip`))).toEqual({ pellwright: 'skip', mergantle: 'ship' })
  expect(await votes()).toEqual({ pellwright: 'ship', mergantle: 'ship' })
})

test('a vote can be taken back', async () => {
  await vote({ 'vote.pellwright': 'ship', 'vote.mergantle': 'skip' })
  expect(await read()).toContain('name="vote.pellwright" value="none"/><span>No vote')
  await vote({ 'vote.pellwright': 'none', 'vote.mergantle': 'skip' })
  expect(await votes()).toEqual({ mergantle: 'skip' })
  expect(await read(`${path}/done`)).toContain('You have no vote on Pellwright.')
  await vote({ 'vote.mergantle': 'none' })
  expect(await votes()).toEqual({})
  expect(await read(`${path}/done`)).toContain('You have no vote on these two')
})

test('of two tabs, the one where the button was pressed last counts, for what was chosen in it', async () => {
  const [first, second] = [chosenIn(await read(`${path}?pellwright=ship`)), chosenIn(await read())]
  await vote({ 'vote.pellwright': first.pellwright!, 'vote.mergantle': first.mergantle! })
  await vote({ 'vote.pellwright': second.pellwright!, 'vote.mergantle': 'skip' })
  expect(await votes()).toEqual({ pellwright: 'ship', mergantle: 'skip' })
})

test('a vote on a tool of elsewhere, for a verdict that is none, or for nothing saves nothing and says why', async () => {
  const wrong: [Record<string, string>, string][] = [
    [{ 'vote.mergantle': 'ship', 'vote.queriole': 'ship' }, 'a tool that is not in this comparison'],
    [{ 'vote.mergantle': 'ship', 'vote.constructor': 'ship' }, 'a tool that is not in this comparison'],
    [{ 'vote.mergantle': 'ship', 'vote.pellwright': 'maybe' }, 'one of them for Pellwright'],
    [{ 'vote.pellwright': '', 'vote.mergantle': '' }, 'Nothing is chosen yet'],
    [{}, 'Nothing is chosen yet'],
  ]
  for (const [fields, problem] of wrong) {
    const response = await vote(fields)
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(problem)
    expect(html).toContain(`action="${path}"`)
    expect(await votes()).toEqual({})
  }
})

test('what else stands in the link, such as what trackers add, is ignored and not repeated', async () => {
  const strange = '?pellwright=%22%3E%3Cscript%3E&mergantle=none&queriole=ship&utm_source=%3Cscript%3E'
  const html = await read(path + strange)
  expect(chosenIn(html)).toEqual({ pellwright: '', mergantle: '' })
  expect(html).not.toContain('<script')
  expect(html).not.toContain('utm_source')
})

test('a link that is not ours, or was cut short, is not found, and the page helps on', async () => {
  const reader = { purpose: 'reader', subscriberId: id, tokenVersion: 1, issueNumber: 0 } as const
  const [foreign] = linkKeys(['a secret key of somebody else'])
  const [own] = site.context.config.linkKeys
  for (const wrong of [
    'nonsense',
    '%00',
    '%3Cscript%3E',
    token.slice(0, -1),
    signToken(foreign!, reader),
    signToken(own!, { purpose: 'confirm', subscriberId: id, request: 1, expiresAt: new Date(2100, 1) }),
  ]) {
    const url = `/votes/${wrong}/${SLUG}`
    for (const response of [
      await site.web.request(url),
      await site.web.request(`${url}/done`),
      await post(site.web, url, { 'vote.pellwright': 'ship' }),
    ]) {
      expect(response.status, wrong).toBe(404)
      expect(await response.text()).toContain('copy the whole link')
    }
  }
  expect(await votes()).toEqual({})
})

test('a revoked link votes no more, and the page helps to a good one', async () => {
  await vote({ 'vote.pellwright': 'ship' })
  const { db } = site.context
  await db.updateTable('subscriber').set({ tokenVersion: 2 }).where('id', '=', id).execute()
  for (const response of [
    await site.web.request(path),
    await site.web.request(`${path}/done`),
    await vote({ 'vote.pellwright': 'skip' }),
  ]) {
    expect(response.status).toBe(410)
    expect(await response.text()).toContain('This link was replaced')
  }
  expect(await votes()).toEqual({ pellwright: 'ship' })
})

test('the link of a reader who was erased votes no more', async () => {
  const [key] = site.context.config.linkKeys
  const erased = { purpose: 'reader', subscriberId: 999_999, tokenVersion: 1, issueNumber: 0 } as const
  const url = `/votes/${signToken(key!, erased)}/${SLUG}`
  for (const response of [
    await site.web.request(url),
    await post(site.web, url, { 'vote.pellwright': 'ship' }),
  ]) {
    expect(response.status).toBe(410)
    expect(await response.text()).toContain('is erased')
  }
})

test.each(['ended', 'pending'] as const)(
  'the link of someone who is %s votes no more, and the page shows the way back',
  async (status) => {
    await vote({ 'vote.pellwright': 'ship' })
    const endedAt = status === 'ended' ? new Date() : null
    await site.context.db.updateTable('subscriber').set({ status, endedAt }).where('id', '=', id).execute()
    for (const response of [
      await site.web.request(path),
      await site.web.request(`${path}/done`),
      await vote({ 'vote.pellwright': 'skip' }),
    ]) {
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('action="/subscriptions"')
    }
    expect(await votes()).toEqual({ pellwright: 'ship' })
    expect(await read(`/compare/${SLUG}`)).not.toContain('of 1 ship')
  },
)

test('a comparison that is withdrawn, a draft or unknown is not voted on', async () => {
  for (const slug of ['gone', 'glazewick-vs-pomelune', 'nothing', 'UPPER', '%00', '%22%3E%3Cscript%3E']) {
    const url = `/votes/${token}/${slug}`
    for (const response of [
      await site.web.request(url),
      await site.web.request(`${url}/done`),
      await post(site.web, url, { 'vote.pellwright': 'ship' }),
    ]) {
      expect(response.status, slug).toBe(404)
      const html = await response.text()
      expect(html).toContain('There is nothing to vote on here')
      expect(html).not.toContain('<script')
    }
  }
  expect(await votes()).toEqual({})
})

test('an older browser votes from the page, which names no origin; another site does not', async () => {
  const fields = { 'vote.pellwright': 'ship' }
  expect((await post(site.web, path, fields, { origin: 'https://evil.org' })).status).toBe(403)
  expect(await votes()).toEqual({})
  expect((await post(site.web, path, fields, { origin: 'null' })).status).toBe(303)
  expect(await votes()).toEqual({ pellwright: 'ship' })
})

test('the pages are kept nowhere, told to nobody and not indexed, and the log has no token', async () => {
  const answers = [
    await site.web.request(`${path}?pellwright=ship`),
    await vote({ 'vote.pellwright': 'ship' }),
    await site.web.request(`${path}/done`),
    await site.web.request('/votes/nonsense/nothing'),
  ]
  for (const { headers } of answers) {
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-robots-tag')).toBe('noindex')
  }
  expect(site.logged()).toContain('"route":"/votes/:token/:comparison"')
  expect(site.logged()).not.toContain(token)
})
