import { beforeAll, beforeEach, expect, test } from 'vitest'
import { importContent } from '../../src/actions/content/import.ts'
import {
  addSubscriber,
  chosenIn,
  createTestWeb,
  importSample,
  newestMail,
  post,
  readerToken,
  type TestWeb,
} from './support.ts'

const SLUG = 'pellwright-vs-mergantle'
const PAGE = `/compare/${SLUG}`
const SHIP = { comparison: SLUG, 'vote.pellwright': 'ship', 'vote.mergantle': '' }

let site: TestWeb
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
  const { db } = site.context
  for (const table of ['vote', 'outbox', 'consent', 'subscriber'] as const)
    await db.deleteFrom(table).execute()
})

const signUp = (address: string, fields: Record<string, string> = SHIP) =>
  post(site.web, '/subscriptions', { page: PAGE, address, ...fields })
const read = async (path: string) => (await site.web.request(path)).text()

async function votes(): Promise<string[]> {
  const rows = await site.context.db
    .selectFrom('vote')
    .innerJoin('tool', 'tool.id', 'vote.toolId')
    .select(['slug', 'verdict'])
    .orderBy('slug')
    .execute()
  return rows.map(({ slug, verdict }) => `${slug} ${verdict}`)
}

/** The path that the newest mail's button leads to, with its query. */
async function linkInMail(): Promise<string> {
  const { mail } = await newestMail(site.context)
  return /http:\/\/localhost:3000(\/(?:confirm|preferences|votes)\/\S+)/.exec(mail.text)![1]!
}

test('a comparison’s page has one form, in which a visitor may vote on either tool and need not', async () => {
  const html = await read(PAGE)
  expect(html.match(/<form/g)).toHaveLength(1)
  expect(html).toContain(`<input type="hidden" name="comparison" value="${SLUG}"/>`)
  expect(html.match(/<legend>Your vote on (Pellwright|Mergantle)<\/legend>/g)).toHaveLength(2)
  expect(chosenIn(html)).toEqual({ pellwright: '', mergantle: '' })
})

test('a visitor’s vote counts once the address is confirmed, and not before', async () => {
  expect((await signUp('ada@lovelace.org')).headers.get('location')).toBe('/subscriptions/requested')
  expect(await votes()).toEqual(['pellwright ship'])
  expect(await read(PAGE)).not.toContain('of 1 ship')
  const link = await linkInMail()
  const html = await read(link)
  expect(html).toContain('These votes count')
  expect(html).toContain('<b class="verdict ship">ship</b> Pellwright')
  expect(await read(PAGE)).not.toContain('of 1 ship')
  await post(site.web, link, {})
  expect(await read(PAGE)).toContain('1 of 1 ship')
})

test('a visitor who votes on nothing just signs up', async () => {
  await signUp('ada@lovelace.org', { comparison: SLUG, 'vote.pellwright': '', 'vote.mergantle': '' })
  expect(await votes()).toEqual([])
  expect(await read(await linkInMail())).not.toContain('These votes count')
})

test('who asks again and votes otherwise has voted otherwise', async () => {
  await signUp('ada@lovelace.org', { ...SHIP, 'vote.mergantle': 'skip' })
  await signUp('ada@lovelace.org', { ...SHIP, 'vote.pellwright': 'skip' })
  expect(await votes()).toEqual(['mergantle skip', 'pellwright skip'])
  const link = await linkInMail()
  await post(site.web, link, {})
  expect(await read(PAGE)).toContain('0 of 1 ship')
})

test('a stranger who enters a subscriber’s address changes no vote; the subscriber’s own press does', async () => {
  const id = await addSubscriber(site.context, 'ada@lovelace.org')
  const path = `/votes/${readerToken(site.context, id)}/${SLUG}`
  await post(site.web, path, { 'vote.pellwright': 'skip' })
  await signUp('ada@lovelace.org', { ...SHIP, 'vote.mergantle': 'ship' })
  expect(await votes()).toEqual(['pellwright skip'])

  const { mail } = await newestMail(site.context)
  expect(mail.to).toBe('ada@lovelace.org')
  expect(mail.subject).toBe('Is this your vote on Pellwright vs Mergantle?')
  expect(mail.text.replaceAll('\n', ' ')).toContain('ship on Pellwright, ship on Mergantle')
  const link = await linkInMail()
  expect(link).toBe(`${path}?pellwright=ship&mergantle=ship`)
  expect(mail.html).toContain(`href="http://localhost:3000${path}?pellwright=ship&amp;mergantle=ship"`)
  const html = await read(link)
  expect(chosenIn(html)).toEqual({ pellwright: 'ship', mergantle: 'ship' })
  expect(await votes()).toEqual(['pellwright skip'])
  await post(site.web, path, { 'vote.pellwright': 'ship', 'vote.mergantle': 'ship' })
  expect(await votes()).toEqual(['mergantle ship', 'pellwright ship'])
})

test('a subscriber who votes on nothing in the form gets the link to their preferences', async () => {
  await addSubscriber(site.context, 'ada@lovelace.org')
  await signUp('ada@lovelace.org', { comparison: SLUG, 'vote.pellwright': '', 'vote.mergantle': '' })
  expect(await linkInMail()).toMatch(/^\/preferences\//)
})

test('the answer to a vote is the same for known and unknown addresses', async () => {
  await addSubscriber(site.context, 'known@lovelace.org')
  await addSubscriber(site.context, 'left@lovelace.org', 'ended')
  await site.context.db
    .insertInto('suppression')
    .values({ address: 's@lovelace.org', addressKey: 's@lovelace.org', reason: 'complaint', note: null })
    .execute()
  const answers: unknown[] = []
  for (const name of ['new', 'new', 'known', 'left', 's']) {
    const response = await signUp(`${name}@lovelace.org`)
    answers.push({ status: response.status, headers: [...response.headers], body: await response.text() })
  }
  for (const answer of answers) expect(answer).toEqual(answers[0])
})

test('a refused address keeps the vote, and a refused vote keeps the address', async () => {
  const address = await signUp('ada@', SHIP)
  expect(address.status).toBe(422)
  const html = await address.text()
  expect(html).toContain('Please check the address')
  expect(chosenIn(html)).toEqual({ pellwright: 'ship', mergantle: '' })
  expect(html).toContain(`name="comparison" value="${SLUG}"`)

  for (const [fields, problem] of [
    [{ ...SHIP, 'vote.mergantle': 'maybe' }, 'one of them for Mergantle'],
    [{ ...SHIP, 'vote.queriole': 'ship' }, 'a tool that is not in this comparison'],
    [{ ...SHIP, comparison: 'gone' }, 'The comparison was withdrawn'],
    [{ ...SHIP, comparison: 'nothing' }, 'The comparison was withdrawn'],
  ] as const) {
    const vote = await signUp('ada@lovelace.org', fields)
    expect(vote.status).toBe(422)
    const html = await vote.text()
    expect(html).toContain('Please check your vote')
    expect(html).toContain(problem)
    expect(html).toContain('value="ada@lovelace.org"')
    expect(html).not.toContain('aria-invalid')
  }
  expect(await votes()).toEqual([])
  expect(await site.context.db.selectFrom('subscriber').selectAll().execute()).toEqual([])
})

test('a comparison that no form of ours names is left out', async () => {
  for (const comparison of ['"><script>', 'UPPER', '../x', '%00']) {
    const response = await signUp('ada@', { ...SHIP, comparison })
    expect(await response.text()).not.toMatch(/<script|name="comparison"/)
  }
})

test('who left comes back with the vote that their old link chose', async () => {
  const id = await addSubscriber(site.context, 'ada@lovelace.org', 'ended')
  const response = await site.web.request(`/votes/${readerToken(site.context, id)}/${SLUG}?pellwright=ship`)
  expect(response.status).toBe(403)
  const html = await response.text()
  expect(chosenIn(html)).toEqual({ pellwright: 'ship', mergantle: '' })
  await signUp('ada@lovelace.org', { ...SHIP, page: '/votes' })
  await post(site.web, await linkInMail(), {})
  expect(await read(PAGE)).toContain('1 of 1 ship')
})
