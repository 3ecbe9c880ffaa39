import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { signFormTime } from '../../src/domain/form-time.ts'
import { linkKeys } from '../../src/domain/link-token.ts'
import { DEFAULT_LIMITS } from '../support/context.ts'
import { cameFrom, createTestWeb, newestMail, post, type TestWeb } from './support.ts'

let site: TestWeb
beforeEach(async () => {
  site = await createTestWeb(DEFAULT_LIMITS)
})
afterEach(() => {
  vi.useRealTimers()
})

interface SignUp {
  readonly address?: string
  readonly shown?: string
  readonly comment?: string
  /** The address of who is behind the proxy. */
  readonly from?: string
}

/** Posts the form, as it was shown a minute ago, through a proxy on this machine. */
async function signUp({ from = '203.0.113.9', ...fields }: SignUp): Promise<Response> {
  const form = { page: '/issues', address: 'ada@lovelace.org', comment: '', shown: shownAgo(60), ...fields }
  const headers = { origin: 'http://localhost:3000', 'x-forwarded-for': from }
  return post(site.web, '/subscriptions', form, headers, cameFrom('127.0.0.1'))
}

function shownAgo(seconds: number): string {
  return signFormTime(site.context.config.linkKeys[0]!, new Date(Date.now() - seconds * 1000))
}

/** The value of a field, as the form of a page has it. */
function valueIn(name: string, html: string): string | undefined {
  const field = html.match(new RegExp(`<input[^>]* name="${name}"[^>]*>`))?.[0]
  return field && (/ value="([^"]*)"/.exec(field)?.[1] ?? '')
}

/** When each mail to an address was written, in the order of their writing. */
async function mailsTo(addressKey: string): Promise<Date[]> {
  const rows = await site.context.db
    .selectFrom('outbox')
    .select('createdAt')
    .where('addressKey', '=', addressKey)
    .orderBy('id')
    .execute()
  return rows.map(({ createdAt }) => createdAt)
}

test('of 1,000 networks that enter one victim all day, two mails come of it, and its newest link works', async () => {
  const victim = 'victim@lovelace.org'
  const answers = new Set<string>()
  for (let hour = 0; hour < 25; hour++) {
    const attacks = Array.from({ length: 40 }, (_, n) => {
      const network = hour * 40 + n
      const from = network % 2 ? `198.51.${network >> 8}.${network & 255}` : `2001:db8:0:${network}::1`
      // Some spell it in their own way.
      return signUp({ address: network % 3 ? victim : 'Victim@LOVELACE.org', from })
    })
    for (const { status, headers } of await Promise.all(attacks))
      answers.add(`${status} ${headers.get('location')}`)
    await site.database.pass('58 minutes')
  }
  expect([...answers]).toEqual(['303 /subscriptions/requested'])
  expect(await mailsTo(victim)).toHaveLength(2)
  expect(await site.context.db.selectFrom('consent').select('id').execute()).toHaveLength(2)
  const { mail } = await newestMail(site.context)
  const [path] = mail.text.match(/\/confirm\/[\w-]+/)!
  expect((await post(site.web, path, {})).headers.get('location')).toMatch(/\/welcome$/)
})

test('from one network some are taken; who comes after them is told when to come, and keeps what was typed', async () => {
  for (let n = 0; n < 20; n++) expect((await signUp({ address: `p${n}@lovelace.org` })).status).toBe(303)
  const response = await signUp({ address: 'next@lovelace.org' })
  expect(response.status).toBe(429)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(590)
  expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(600)
  const html = await response.text()
  expect(html).toContain('Please press the button again in 10 minutes.')
  expect(valueIn('address', html)).toBe('next@lovelace.org')
  expect(valueIn('page', html)).toBe('/issues')
  expect((await signUp({ address: 'next@lovelace.org', from: '203.0.113.10' })).status).toBe(303)
  await site.database.pass('10 minutes')
  expect((await signUp({ address: 'other@lovelace.org' })).status).toBe(303)
})

test('IPv6 counts by 64 bits', async () => {
  for (let n = 1; n <= 21; n++) {
    const { status } = await signUp({ address: `p${n}@lovelace.org`, from: `2001:db8::${n}` })
    expect(status).toBe(n <= 20 ? 303 : 429)
  }
  expect((await signUp({ from: '2001:db8:0:1::1' })).status).toBe(303)
})

test('when too many come from everywhere, who comes next is told when to come, and the log once', async () => {
  site = await createTestWeb({ ...DEFAULT_LIMITS, SIGN_UPS_IN_TOTAL: '3' })
  const statuses: number[] = []
  for (let n = 0; n < 6; n++) {
    const response = await signUp({ address: `p${n}@lovelace.org`, from: `203.0.113.${n}` })
    statuses.push(response.status)
    if (response.status !== 503) continue
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(500)
    expect(valueIn('address', await response.text())).toBe(`p${n}@lovelace.org`)
  }
  expect(statuses).toEqual([303, 303, 303, 503, 503, 503])
  expect(site.logged().match(/SIGN_UPS_IN_TOTAL/g)).toHaveLength(1)
})

test('an address that is refused uses up nothing', async () => {
  for (let n = 0; n < 30; n++) expect((await signUp({ address: 'nobody' })).status).toBe(422)
  expect((await signUp({})).status).toBe(303)
})

test('who fills in the honeypot is answered as everybody is, and nothing is stored', async () => {
  const response = await signUp({ comment: 'Buy now' })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/subscriptions/requested')
  for (const table of ['subscriber', 'consent', 'outbox', 'rateLimit'] as const) {
    expect(await site.context.db.selectFrom(table).selectAll().execute(), table).toEqual([])
  }
})

test('people meet no honeypot: styled away, out of the keyboard’s way, named like nothing browsers complete', async () => {
  const html = await (await site.web.request('/')).text()
  expect(html).toMatch(
    /<p class="honeypot" aria-hidden="true"><label for="comment">Leave this empty<\/label><input id="comment" tabindex="-1" autoComplete="off" name="comment"\/><\/p>/i,
  )
  const [stylesheet] = html.match(/\/assets\/site\.css\?v=[0-9a-f]+/)!
  expect(await (await site.web.request(stylesheet)).text()).toMatch(/\.honeypot ?\{\s*display: ?none/)
})

test('every page’s form says when it was shown, and that is enough after two seconds', async () => {
  for (const path of ['/', '/issues', '/subscriptions', '/subscriptions/again']) {
    const shown = valueIn('shown', await (await site.web.request(path)).text())
    expect(shown, path).toMatch(/^[\w-]{30}$/)
    expect((await signUp({ shown: shown! })).status).toBe(422)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2_000 })
    expect((await signUp({ shown: shown! })).status).toBe(303)
    vi.useRealTimers()
  }
})

test('who is too quick presses once more, in the form that was filled in, and the time that passed counts', async () => {
  const shown = shownAgo(1.5)
  const response = await signUp({ shown })
  expect(response.status).toBe(422)
  const html = await response.text()
  expect(html).toContain('Please press once more')
  expect(valueIn('address', html)).toBe('ada@lovelace.org')
  expect(valueIn('page', html)).toBe('/issues')
  expect(valueIn('comment', html)).toBe('')
  expect(valueIn('shown', html)).toBe(shown)
  expect(await mailsTo('ada@lovelace.org')).toEqual([])
})

test.each([
  ['none', () => ''],
  ['one that is made up', () => String(Date.now() - 60_000)],
  ['one of another installation', () => signFormTime(linkKeys(['x'.repeat(32)])[0]!, new Date(0))],
])('with no time of ours in the form, but %s, who waits presses once more', async (_, shown) => {
  const response = await signUp({ shown: shown() })
  expect(response.status).toBe(422)
  const again = valueIn('shown', await response.text())
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2_000 })
  expect((await signUp({ shown: again! })).status).toBe(303)
})

test('a form of the future is not old enough; one that was open for weeks is', async () => {
  expect((await signUp({ shown: shownAgo(-3_600) })).status).toBe(422)
  expect((await signUp({ shown: shownAgo(30 * 86_400) })).status).toBe(303)
})

test('a mail that could not be written is not counted', async () => {
  const broken = site.context.db.schema.alterTable('outbox').renameTo('elsewhere')
  await broken.execute()
  expect((await signUp({})).status).toBe(500)
  await site.context.db.schema.alterTable('elsewhere').renameTo('outbox').execute()
  expect((await signUp({})).status).toBe(303)
  expect(await mailsTo('ada@lovelace.org')).toHaveLength(1)
})
