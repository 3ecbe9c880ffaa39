import { beforeEach, expect, test } from 'vitest'
import { faultNames } from '../../mailbox/faults/fault-table.ts'
import { email, startMailbox, type TestResponse } from './support.ts'

const mailbox = await startMailbox()
beforeEach(() => mailbox.faults.clear())

async function put(body: unknown): Promise<TestResponse> {
  return mailbox.app.request('/api/faults', {
    method: 'PUT',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

async function submit(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  return mailbox.app.request(path, { method: 'POST', body: new URLSearchParams(form), headers })
}

test('another process sets, lists and clears the switches over HTTP', async () => {
  const faults = [{ name: 'refuse-recipient', matching: 'bad@', times: 3 }, { name: 'slow' }]
  const set = await put({ faults })
  expect([set.status, await set.json()]).toEqual([
    200,
    { faults: faults.map((fault) => ({ ...fault, struck: 0 })) },
  ])
  expect(await (await mailbox.get('/api/faults')).json()).toEqual({ faults: mailbox.faults.list() })
  await mailbox.app.request('/api/faults', { method: 'DELETE' })
  expect(mailbox.faults.list()).toEqual([])
})

test.each([
  ['not JSON', 'x', 'The body is not JSON'],
  ['null', null, 'faults: must be an array'],
  ['no list', {}, 'faults: must be an array'],
  ['an unknown name', { faults: [{ name: 'fire' }] }, 'faults[0].name: must be one of refuse-recipient, '],
  ['no times', { faults: [{ name: 'hang', times: 0 }] }, 'faults[0].times: must be a whole number from 1'],
  ['half a time', { faults: [{ name: 'hang', times: 1.5 }] }, 'faults[0].times: must be a whole number'],
  ['a text', { faults: [{ name: 'hang', skip: '1' }] }, 'faults[0].skip: must be a whole number from 0'],
  ['a pattern of nothing', { faults: [{ name: 'hang', matching: '' }] }, 'faults[0].matching: must not be'],
  ['too long a wait', { faults: [{ name: 'slow', seconds: 9999 }] }, 'faults[0].seconds: must be 3600 or'],
  ['an unknown field', { faults: [{ name: 'hang', often: 1 }] }, 'Unrecognized key: "often"'],
  [
    'what the fault does not take',
    { faults: [{ name: 'slow' }, { name: 'hang', remember: true }] },
    'faults[1].remember: is nothing that hang takes',
  ],
])('%s is refused with the field, and changes nothing', async (_what, body, message) => {
  mailbox.faults.set([{ name: 'slow' }])
  const response = await put(body)
  expect([response.status, (await response.json()).message]).toEqual([422, expect.stringContaining(message)])
  expect(mailbox.faults.list()).toEqual([{ name: 'slow', struck: 0 }])
})

test('in code, too, a wrong switch is refused with its field', () => {
  expect(() => mailbox.faults.set([{ name: 'hang', times: -1 }])).toThrow('faults[0].times')
})

test('the page lists every fault with a form of its own, and the mailbox links to it', async () => {
  const html = await (await mailbox.get('/faults')).text()
  for (const name of faultNames) expect(html).toContain(`aria-label="Switch on ${name}"`)
  expect(html).toContain('Nothing is switched on.')
  expect(await (await mailbox.get('/')).text()).toContain('href="/mailbox/faults"')
})

test('its forms switch on and off, and the reader comes back to the page', async () => {
  const on = await submit('/faults', {
    name: 'refuse-recipient',
    times: '2',
    skip: '',
    matching: '<b>',
    remember: 'on',
  })
  expect([on.status, on.headers.get('location')]).toEqual([303, '/mailbox/faults'])
  await submit('/faults', { name: 'slow', times: '', seconds: '3' })
  expect(mailbox.faults.list()).toEqual([
    { name: 'refuse-recipient', times: 2, matching: '<b>', remember: true, struck: 0 },
    { name: 'slow', seconds: 3, struck: 0 },
  ])
  const html = await (await mailbox.get('/faults')).text()
  expect(html).toContain('struck 0 of 2')
  expect(html).toContain('contain “&lt;b&gt;”')

  await submit('/faults/off', { place: '0' })
  expect(mailbox.faults.list().map(({ name }) => name)).toEqual(['slow'])
  await submit('/faults/off', { place: 'all' })
  expect(mailbox.faults.list()).toEqual([])
})

test('a form that is filled in wrongly comes back with what is wrong', async () => {
  const response = await submit('/faults', { name: 'hang', times: 'often' })
  expect(response.status).toBe(422)
  expect(await response.text()).toMatch(/role="alert".*times: must be a whole number from 1/)
})

test.each([{ origin: 'https://elsewhere.org' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
  'a form of another site (%o) switches nothing',
  async (headers) => {
    const response = await submit('/faults', { name: 'hang' }, headers as never)
    expect(response.status).toBe(403)
    expect(mailbox.faults.list()).toEqual([])
  },
)

test('with every switch off again, mails are taken as always', async () => {
  mailbox.faults.set([{ name: 'unavailable' }])
  mailbox.faults.set([])
  expect((await mailbox.post('/api/emails', email)).status).toBe(200)
})
