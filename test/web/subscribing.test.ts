import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
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

let site: TestWeb
beforeAll(async () => {
  site = await createTestWeb()
})

/** Subscribes an address and reads the confirmation link out of its mail. */
async function requestLink(address: string): Promise<{ path: string; id: number }> {
  await post(site.web, '/subscriptions', { address, page: '/' })
  const { mail, subscriberId } = await newestMail(site.context)
  const [path] = JSON.stringify(mail).match(/\/confirm\/[\w-]+/)!
  return { path, id: subscriberId! }
}

test('a request is queued, and recorded with the page it came from and the words it agreed to', async () => {
  const form = { address: 'ada@lovelace.org', page: '/compare/a-vs-b' }
  const response = await post(site.web, '/subscriptions', form)
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/subscriptions/requested')
  expect(site.queued).toEqual([{ kind: 'send-mails', reason: expect.stringMatching(/^mail-\d+$/) }])
  const consent = await site.context.db.selectFrom('consent').selectAll().executeTakeFirstOrThrow()
  expect(consent).toMatchObject({
    kind: 'requested',
    source: '/compare/a-vs-b',
    statement:
      'Send me Weekly Verdicts by email, once a week or as I choose. I can change that or leave at any time through a link in each mail.',
  })
})

test('a page that is none of ours is not recorded', async () => {
  await post(site.web, '/subscriptions', { address: 'x@lovelace.org', page: 'https://evil.org/a@b.org' })
  const sources = await site.context.db.selectFrom('consent').select('source').orderBy('id', 'desc').execute()
  expect(sources[0]).toEqual({ source: '/subscriptions' })
})

test('the answer is the same for known and unknown addresses', async () => {
  await addSubscriber(site.context, 'known@lovelace.org')
  await site.context.db
    .insertInto('suppression')
    .values({ address: 's@lovelace.org', addressKey: 's@lovelace.org', reason: 'complaint', note: null })
    .execute()
  const answers = await Promise.all(
    ['known@lovelace.org', 'unknown@lovelace.org', 's@lovelace.org'].map(async (address) => {
      const response = await post(site.web, '/subscriptions', { address, page: '/' })
      return { status: response.status, headers: [...response.headers], body: await response.text() }
    }),
  )
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
})

test.each([
  [
    'of 300 characters',
    `${'a'.repeat(300 - '@lovelace.org'.length)}@lovelace.org`,
    'longer than mail servers accept',
  ],
  ['with a name in another script', 'ада@lovelace.org', 'something that mail servers do not take'],
  ['at a throwaway domain', 'ada@mailinator.com', 'Please give'],
  ['of an office', 'Postmaster@lovelace.org', 'Please give an address of your own'],
  ['that holds markup', '<script>@lovelace.org', 'something that mail servers do not take'],
])(
  'an address %s is refused kindly, beside the field, and kept as it was typed',
  async (_, address, says) => {
    const response = await post(site.web, '/subscriptions', { address, page: '/' })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toMatch(new RegExp(`id="address-problem">[^<]*${says}`))
    expect(html).toContain(`value="${address.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`)
  },
)

test('a domain in another script is taken for the ASCII domain that it stands for', async () => {
  const asked = async (address: string) => {
    expect((await post(site.web, '/subscriptions', { address, page: '/' })).status).toBe(303)
    return (await newestMail(site.context)).subscriberId
  }
  expect(await asked('Ada@Bücher.org')).toBe(await asked(' ada@xn--bcher-kva.org '))
})

test('a refused address keeps what was typed, and the problem stands beside the field', async () => {
  const response = await post(site.web, '/subscriptions', { address: '"ada"@', page: '/' })
  expect(response.status).toBe(422)
  const html = await response.text()
  const [input] = html.match(/<input id="address"[^>]*>/)!
  expect(input).toContain('value="&quot;ada&quot;@"')
  expect(input).toContain('aria-invalid="true"')
  expect(input).toContain('aria-describedby="address-problem consent"')
  expect(html).toMatch(/id="address-problem">The part before the @ /)
  expect(html).toContain('name="page" value="/"')
})

test('a form without an address, or no form at all, is refused by name', async () => {
  for (const body of ['', 'address', 'nonsense=1', '{"address":']) {
    const response = await site.web.request('/subscriptions', {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('The address is empty.')
  }
})

test('a queue that is out of reach does not fail the request', async () => {
  const web = site.webWith({ enqueue: () => Promise.reject(new Error('no queue for ada@lovelace.org')) })
  const response = await post(web, '/subscriptions', { address: 'queue@lovelace.org', page: '/' })
  expect(response.status).toBe(303)
  expect(site.logged()).toContain('no queue for (an address)')
})

test('the page after the form names the mailbox only where there is one', async () => {
  const page = async (web = site.web) => (await web.request('/subscriptions/requested')).text()
  expect(await page()).toContain('72 hours')
  expect(await page()).not.toContain('/mailbox')
  expect(await page(site.webWith({ mailbox: new Hono() }))).toContain('href="/mailbox"')
})

test('who waits in vain has it sent again, and what was sent before ends', async () => {
  const { path } = await requestLink('waiting@lovelace.org')
  expect(await (await site.web.request('/subscriptions/requested')).text()).toContain(
    'href="/subscriptions/again"',
  )
  const page = await (await site.web.request('/subscriptions/again')).text()
  expect(page).toContain('name="page" value="/subscriptions/again"')
  const again = { address: 'waiting@lovelace.org', page: '/subscriptions/again' }
  expect((await post(site.web, '/subscriptions', again)).status).toBe(303)
  expect((await site.web.request(path)).status).toBe(410)
  const { source } = await site.context.db
    .selectFrom('consent')
    .select('source')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(source).toBe('/subscriptions/again')
})

test('a GET on the confirmation link changes nothing and shows a masked address', async () => {
  const { path, id } = await requestLink('grace@lovelace.org')
  const response = await site.web.request(path)
  expect(response.status).toBe(200)
  const html = await response.text()
  expect(html).toContain('g…@lovelace.org')
  expect(html).not.toContain('grace@')
  expect(html).toContain(`<form action="${path}" method="post">`)
  expect(await statusOf(site.context, id)).toBe('pending')
})

test('who confirms is led to their preferences; a second click, and the link, only say that it is done', async () => {
  const { path, id } = await requestLink('twice@lovelace.org')
  const first = await post(site.web, path, {})
  expect(first.status).toBe(303)
  const preferences = first.headers.get('location')!
  expect(preferences).toMatch(/^\/preferences\/[\w-]{50}\/welcome$/)
  expect(await (await site.web.request(preferences)).text()).toContain('Thank you for confirming')
  const second = await post(site.web, path, {})
  expect(second.status).toBe(303)
  expect(second.headers.get('location')).toBe('/welcome')
  expect(await statusOf(site.context, id)).toBe('confirmed')
  const page = await site.web.request(path)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('You are subscribed already')
})

test('a link that was tampered with is not found, and the page helps on', async () => {
  const { path } = await requestLink('tamper@lovelace.org')
  for (const wrong of [path.slice(0, -1), '/confirm/nonsense', '/confirm/%00', '/confirm/%E0%A4%A']) {
    for (const response of [await site.web.request(wrong), await post(site.web, wrong, {})]) {
      expect(response.status, wrong).toBe(404)
      const html = await response.text()
      expect(html).toContain('This link does not work')
      expect(html).toContain('name="page" value="/confirm"')
    }
  }
})

test('after 72 hours the link has expired, and the page asks for a new one', async () => {
  const { path, id } = await requestLink('late@lovelace.org')
  await site.database.pass('73 hours')
  for (const response of [await site.web.request(path), await post(site.web, path, {})]) {
    expect(response.status).toBe(410)
    const html = await response.text()
    expect(html).toContain('This link has expired')
    expect(html).toContain('action="/subscriptions"')
  }
  expect(await statusOf(site.context, id)).toBe('pending')
})

test('a second request ends the link of the first', async () => {
  const first = await requestLink('again@lovelace.org')
  const second = await requestLink('again@lovelace.org')
  for (const response of [await site.web.request(first.path), await post(site.web, first.path, {})]) {
    expect(response.status).toBe(410)
    const html = await response.text()
    expect(html).toContain('There is a newer link')
    expect(html).toContain('action="/subscriptions"')
  }
  expect(await statusOf(site.context, first.id)).toBe('pending')
  await post(site.web, second.path, {})
  expect(await statusOf(site.context, first.id)).toBe('confirmed')
})

test('a link that has done its work does nothing more, whatever its reader does afterwards', async () => {
  const { path, id } = await requestLink('once@lovelace.org')
  await post(site.web, path, {})
  await post(site.web, `/unsubscribe/${readerToken(site.context, id)}`, { from: 'page' })
  await post(site.web, path, {})
  expect(await statusOf(site.context, id)).toBe('ended')
  const next = await requestLink('once@lovelace.org')
  await post(site.web, path, {})
  expect(await statusOf(site.context, id)).toBe('pending')
  await post(site.web, next.path, {})
  expect(await statusOf(site.context, id)).toBe('confirmed')
})

describe('what somebody chooses while they sign up', () => {
  beforeAll(() => importSample(site.context))
  const offered = 'design,developer-tools,research,writing'
  const writing = { offered, 'category.writing': 'on', frequency: 'monthly' }
  const subscribe = (address: string, fields: Record<string, string> = {}) =>
    post(site.web, '/subscriptions', { address, page: '/subscriptions', ...fields })
  const chosenBy = async (address: string) => {
    const { id } = await site.context.db
      .selectFrom('subscriber')
      .select('id')
      .where('addressKey', '=', address)
      .executeTakeFirstOrThrow()
    const { categories, frequency } = (await findPreferences(site.context.db, id))!
    return { id, categories, frequency }
  }

  test('is offered on the page of the form, and need not be', async () => {
    const html = await (await site.web.request('/subscriptions')).text()
    expect(html).toContain('Choose categories and how often, now or later')
    expect(html.match(/type="checkbox"/g)).toHaveLength(4)
    expect(await (await site.web.request('/')).text()).not.toContain('type="checkbox"')
    await subscribe('chooses-nothing@lovelace.org')
    expect(await chosenBy('chooses-nothing@lovelace.org')).toMatchObject({
      categories: null,
      frequency: 'weekly',
    })
  })

  test('is theirs from the start, until they ask anew and choose something else', async () => {
    const address = 'chooses@lovelace.org'
    expect((await subscribe(address, writing)).status).toBe(303)
    expect(await chosenBy(address)).toMatchObject({ categories: ['writing'], frequency: 'monthly' })
    await subscribe(address)
    expect(await chosenBy(address)).toMatchObject({ categories: ['writing'], frequency: 'monthly' })
    await subscribe(address, { ...writing, frequency: 'weekly', 'category.design': 'on' })
    expect(await chosenBy(address)).toMatchObject({ categories: ['writing', 'design'], frequency: 'weekly' })
  })

  test('changes nothing for a subscriber whose address is typed by whomever', async () => {
    await addSubscriber(site.context, 'confirmed-chooser@lovelace.org')
    expect((await subscribe('confirmed-chooser@lovelace.org', writing)).status).toBe(303)
    expect(await chosenBy('confirmed-chooser@lovelace.org')).toMatchObject({ categories: null })
  })

  test.each([
    ['no category', { offered, frequency: 'weekly' }, 'Choose one category at least.'],
    [
      'a category that was removed',
      { ...writing, 'category.poetry': 'on' },
      'no such category any more: poetry',
    ],
    ['no frequency', { ...writing, frequency: '' }, 'Choose every week or once a month.'],
  ])('that is %s is refused, and the form comes back as it was', async (_, fields, says) => {
    const response = await subscribe('refused@lovelace.org', fields)
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(says)
    expect(html).toContain('value="refused@lovelace.org"')
    expect(html).toContain('<details open=""')
  })

  test('stays chosen when it is the address that is refused', async () => {
    const html = await (await subscribe('nonsense', writing)).text()
    expect(html.match(/type="checkbox"[^>]*checked=""/g)).toHaveLength(1)
  })
})
