import { once } from 'node:events'
import { connect } from 'node:net'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { insertEvents } from '../../db/queries/delivery-event.ts'
import { findWork } from '../../src/actions/work/find.ts'
import { type Served, served } from '../support/served.ts'
import { deliver, SECRET, signed, type Webhook, webhook } from '../support/webhooks.ts'
import { createTestWeb, type TestWeb } from './support.ts'

let site: TestWeb
let web: Served
let installation: string

beforeAll(async () => {
  site = await createTestWeb({ RESEND_WEBHOOK_SECRET: SECRET })
  web = await served(site)
  ;({ id: installation } = await site.context.db
    .selectFrom('installation')
    .select('id')
    .executeTakeFirstOrThrow())
})

beforeEach(async () => {
  await site.context.db.deleteFrom('deliveryEvent').execute()
})

const stored = () => site.context.db.selectFrom('deliveryEvent').selectAll().execute()
const tags = () => ({ installation, key: 'a-key', delivery: '12-345' })

test('a webhook is stored before it is answered, and what it asks for is queued', async () => {
  const at = new Date('2026-11-20T12:34:56.789Z')
  const delivered = webhook('email.delivered', { tags: tags(), emailId: 'an-id', at })
  expect((await deliver(web, delivered)).status).toBe(200)
  expect(await stored()).toEqual([
    {
      svixId: delivered.id,
      type: 'email.delivered',
      occurredAt: at,
      receivedAt: expect.any(Date),
      appliedAt: null,
      emailId: 'an-id',
      key: 'a-key',
      issueNumber: 12,
      subscriberId: 345,
      mailId: null,
      bounce: null,
      reason: null,
    },
  ])
  expect(site.queued).toContainEqual({ kind: 'apply-events' })
})

test('the pulse finds stored events that no job was queued for', async () => {
  await deliver(web, webhook('email.delivered'))
  expect(await findWork(site.context)).toContainEqual({ kind: 'apply-events' })
})

test('a repeated webhook is answered 200 and stored once, also when its repetitions come at once', async () => {
  const opened = webhook('email.opened', { tags: tags() })
  const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(web, opened)))
  answers.push(await deliver(web, opened))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(await stored()).toHaveLength(1)
})

test('two processes that get the same webhooks at once, in another order, store each once', async () => {
  const nothing = { emailId: null, key: null, issueNumber: null, subscriberId: null, mailId: null }
  for (let round = 0; round < 3; round++) {
    const events = Array.from({ length: 3_000 }, (_, index) => ({
      ...nothing,
      svixId: `msg_${round}_${index}`,
      type: 'email.sent',
      occurredAt: new Date(),
      bounce: null,
      reason: null,
    }))
    const { db } = site.context
    await Promise.all([insertEvents(db, events), insertEvents(db, events.toReversed())])
    expect(await stored()).toHaveLength((round + 1) * 3_000)
  }
})

test('what is not signed with our secret, or long ago, is refused in plain words and not stored', async () => {
  const one = webhook('email.delivered', { tags: tags() })
  const minutes = (count: number) => new Date(Date.now() + count * 60_000)
  const signature = signed(one)['svix-signature']!
  const wrong: Record<string, string>[] = [
    {},
    signed(one, { secret: `whsec_${Buffer.from('another').toString('base64')}` }),
    signed(one, { at: minutes(-6) }),
    signed(one, { at: minutes(6) }),
    signed({ ...one, body: one.body.replace('12-345', '12-346') }),
    { ...signed(one), 'svix-id': 'msg_other' },
    { ...signed(one), 'svix-timestamp': 'now' },
    { ...signed(one), 'svix-signature': signature.replace('v1,', 'v2,') },
    { ...signed(one), 'svix-signature': 'v1' },
  ]
  for (const headers of wrong) {
    const response = await deliver(web, one, headers)
    expect(response.status, JSON.stringify(headers)).toBe(401)
    expect(await response.text()).toContain('The signature does not hold')
  }
  expect(await stored()).toEqual([])
})

test('one of several signatures is enough, as while the secret is being changed', async () => {
  const one = webhook('email.delivered', { tags: tags() })
  const headers = signed(one)
  const both = `v1,${Buffer.from('old').toString('base64')} ${headers['svix-signature']}`
  expect((await deliver(web, one, { ...headers, 'svix-signature': both })).status).toBe(200)
})

test('the signature is over the bytes as they came', async () => {
  const one = webhook('email.delivered', { tags: tags() })
  const spaced = { ...one, body: `${one.body.replace('"type":', '"type" :  ')}\n` }
  expect((await deliver(web, spaced, signed(spaced))).status).toBe(200)
  expect((await deliver(web, spaced, signed(one))).status).toBe(401)
})

test.each(['', '{"type":', '[]', 'null', '"email.sent"', '{"type":7}'])(
  'a signed body that is no event is refused and not stored: %s',
  async (body) => {
    const response = await deliver(web, { id: 'msg_1', body })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('it is no event')
    expect(await stored()).toEqual([])
  },
)

test('an event of an unknown type, of an unknown mail or without a mail is stored', async () => {
  const unknown = [
    webhook('email.teleported', { tags: tags() }),
    webhook('email.delivered', { tags: { ...tags(), delivery: '999-999' } }),
    webhook('email.delivered', { tags: { campaign: 'of another program' } }),
    {
      id: 'msg_contact',
      body: JSON.stringify({ type: 'contact.created', data: { email: 'ada@lovelace.org' } }),
    },
    {
      id: 'msg_bare',
      body: JSON.stringify({ type: 'email.odd', created_at: 'the other day', data: 'none' }),
    },
  ]
  for (const one of unknown) expect((await deliver(web, one)).status).toBe(200)
  const events = await stored()
  expect(events.map(({ type }) => type).sort()).toEqual([
    'contact.created',
    'email.delivered',
    'email.delivered',
    'email.odd',
    'email.teleported',
  ])
})

test('a webhook of another installation on the same account is answered 200 and not stored', async () => {
  const foreign = webhook('email.bounced', { tags: { ...tags(), installation: 'another' } })
  expect((await deliver(web, foreign)).status).toBe(200)
  expect(await stored()).toEqual([])
})

test('tags that came without our installation name nothing of ours', async () => {
  await deliver(web, webhook('email.delivered', { tags: { key: 'a-key', delivery: '12-345', mail: '1' } }))
  expect(await stored()).toEqual([
    expect.objectContaining({ key: null, issueNumber: null, subscriberId: null, mailId: null }),
  ])
})

test.each([
  '-271821-04-20T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '1970-01-02T00:00:00Z',
  '2999-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '',
])('an event that claims to be of "%s" is stored once', async (created_at) => {
  const one = { id: 'msg_strange', body: JSON.stringify({ type: 'email.delivered', created_at, data: {} }) }
  expect((await deliver(web, one)).status).toBe(200)
  expect((await deliver(web, one)).status).toBe(200)
  expect(await stored()).toHaveLength(1)
})

test('text that PostgreSQL does not take keeps no event from being stored, nor those gathered with it', async () => {
  const odd = webhook('email.bounced', {
    tags: { ...tags(), key: 'k\u0000', delivery: '99999999999-1' },
    emailId: 'id\u0000\ud800',
    bounce: { type: 'Permanent', message: `\u0000\ud800${'x'.repeat(5_000)}` },
  })
  const answers = await Promise.all([odd, webhook('email.sent')].map((one) => deliver(web, one)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await stored()).toHaveLength(2)
})

test('no address, subject or link is stored or logged', async () => {
  const message = `smtp; 550 5.1.1 <ada@lovelace.org>: user unknown, see https://lovelace.org/why?to=ada ${'and ada@lovelace.org '.repeat(200)}`
  const told = [
    webhook('email.bounced', { tags: tags(), bounce: { type: 'Permanent', subType: 'General', message } }),
    webhook('email.failed', { tags: tags(), failed: { reason: 'reached_daily_quota' } }),
    webhook('email.suppressed', { tags: tags(), suppressed: { type: 'OnAccountSuppressionList' } }),
    webhook('email.clicked', { tags: tags() }),
  ]
  for (const one of told) await deliver(web, one)
  await deliver(web, told[0]!, {})
  const events = await stored()
  expect(events.map(({ type, bounce, reason }) => [type, bounce, reason?.slice(0, 60)]).sort()).toEqual([
    ['email.bounced', 'hard', 'smtp; 550 5.1.1 <(an address)>: user unknown, see (a link) a'],
    ['email.clicked', null, undefined],
    ['email.failed', null, 'reached_daily_quota'],
    ['email.suppressed', null, 'OnAccountSuppressionList'],
  ])
  const bounced = events.find(({ type }) => type === 'email.bounced')
  expect(bounced?.reason).toHaveLength(300)
  expect(JSON.stringify(events)).not.toMatch(/lovelace|A subject/)
  expect(site.logged()).not.toMatch(/lovelace|A subject/)
})

test('a body of more than 1 MB is refused, whether or not its length is announced', async () => {
  const announced = (one: Webhook) => deliver(web, one)
  const streamed = ({ id, body }: Webhook) => {
    const init = {
      method: 'POST',
      body: new Blob([body]).stream(),
      duplex: 'half',
      headers: signed({ id, body }),
    }
    return web.request('/webhooks/resend', init as RequestInit)
  }
  const large = webhook('email.delivered', { tags: tags(), filler: 'x'.repeat(1024 * 1024) })
  const fits = webhook('email.delivered', { tags: tags(), filler: 'x'.repeat(1024 * 1024 - 1_000) })
  for (const send of [announced, streamed]) {
    const refused = await send(large)
    expect(refused.status).toBe(413)
    expect(await refused.text()).toContain('1 MB at most')
    expect(await stored()).toEqual([])
    expect((await send(fits)).status).toBe(200)
    await site.context.db.deleteFrom('deliveryEvent').execute()
  }
})

test('one whose sender breaks off half-way is not stored, and keeps nothing else from being', async () => {
  const one = webhook('email.delivered', { tags: tags() })
  const socket = connect(web.port, '127.0.0.1')
  const head = Object.entries({ ...signed(one), host: 'localhost', 'content-length': one.body.length + 1 })
  socket.write(
    `POST /webhooks/resend HTTP/1.1\r\n${head.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n`,
  )
  socket.write(one.body, () => socket.destroy())
  await once(socket, 'close')
  expect((await deliver(web, webhook('email.sent'))).status).toBe(200)
  expect((await stored()).map(({ type }) => type)).toEqual(['email.sent'])
})

test('what stands behind the path’s question mark makes no difference', async () => {
  const one = webhook('email.delivered')
  const init = { method: 'POST', body: one.body, headers: signed(one) }
  expect((await web.request('/webhooks/resend?from=resend', init)).status).toBe(200)
  expect((await web.request('/webhooks/resend/other', init)).status).toBe(404)
})

test('it comes from anywhere: no origin is asked for', async () => {
  const one = webhook('email.delivered')
  const headers = { ...signed(one), origin: 'https://svix.com', 'sec-fetch-site': 'cross-site' }
  expect((await deliver(web, one, headers)).status).toBe(200)
})

test('a GET on the path changes nothing', async () => {
  const headers = signed(webhook('email.delivered'))
  expect((await web.request('/webhooks/resend', { headers })).status).toBe(404)
  expect(await stored()).toEqual([])
})

test('what can not be stored is answered 500, so that Resend sends it again', async () => {
  const broken = await createTestWeb({ RESEND_WEBHOOK_SECRET: SECRET })
  const brokenWeb = await served(broken)
  await broken.context.db.schema.alterTable('deliveryEvent').renameTo('elsewhere').execute()
  const webhooks = ['one', 'two'].map(() => webhook('email.delivered'))
  const answers = await Promise.all(webhooks.map((one) => deliver(brokenWeb, one)))
  expect(answers.map(({ status }) => status)).toEqual([500, 500])
  expect(broken.logged()).toContain('webhooks can not be stored')
  await broken.context.db.schema.alterTable('elsewhere').renameTo('delivery_event').execute()
  for (const one of webhooks) expect((await deliver(brokenWeb, one)).status).toBe(200)
})

test('without a secret, or with one that is none, it says what to set', async () => {
  for (const env of [{ RESEND_API_KEY: 're_1' }, { RESEND_WEBHOOK_SECRET: 'whsec_1' }]) {
    const web = await served(await createTestWeb(env))
    const response = await deliver(web, webhook('email.delivered'))
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('Set RESEND_WEBHOOK_SECRET')
  }
})

test('without an API key the mailbox’s webhooks are taken, signed with the installation’s own secret', async () => {
  const site = await createTestWeb()
  const web = await served(site)
  const one = webhook('email.delivered')
  const headers = signed(one, { secret: site.context.config.resendWebhookSecret! })
  expect((await deliver(web, one, headers)).status).toBe(200)
  expect((await deliver(web, one, signed(one, { secret: SECRET }))).status).toBe(401)
})
