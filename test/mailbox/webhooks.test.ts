import { Resend } from 'resend'
import { expect, test } from 'vitest'
import { startReceiver } from './receiver.ts'
import { email, emails, startMailbox } from './support.ts'

const site = await startReceiver()
const mailbox = await startMailbox({ webhook: site.webhook })
const resend = new Resend('re_any')

async function send(over: object = {}): Promise<string> {
  return (await (await mailbox.post('/api/emails', { ...email, ...over })).json()).id
}

/** The webhooks of a mail, once there are so many. */
async function webhooksOf(id: string, count = 2) {
  await expect.poll(() => site.typesOf(id), { timeout: 10_000 }).toHaveLength(count)
  return site.received.filter(({ data }) => data.email_id === id)
}

test('what is sent and delivered is told as Resend does, and proves who tells it', async () => {
  const id = await send({ tags: [{ name: 'delivery', value: 'd-1' }] })
  const webhooks = (await webhooksOf(id)).toSorted((a, b) => b.type.localeCompare(a.type))
  expect(webhooks.map(({ type }) => type)).toEqual(['email.sent', 'email.delivered'])
  for (const { headers, body, type } of webhooks) {
    expect(headers['content-type']).toBe('application/json')
    expect(headers['svix-id']).toMatch(/^msg_[0-9a-f]{32}$/)
    const verified = resend.webhooks.verify({
      payload: body,
      headers: {
        id: headers['svix-id'] as string,
        timestamp: headers['svix-timestamp'] as string,
        signature: headers['svix-signature'] as string,
      },
      webhookSecret: site.webhook.secret,
    })
    expect(verified).toEqual({
      type,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        email_id: id,
        created_at: expect.stringMatching(/^\d{4}-.*Z$/),
        message_id: expect.any(String),
        from: email.from,
        to: email.to,
        subject: email.subject,
        tags: { delivery: 'd-1' },
      },
    })
  }
})

test('a changed body, id or time is not what was signed', async () => {
  const [one] = await webhooksOf(await send())
  const genuine = {
    id: one!.headers['svix-id'] as string,
    timestamp: one!.headers['svix-timestamp'] as string,
    signature: one!.headers['svix-signature'] as string,
  }
  const verify = (payload: string, headers: typeof genuine) =>
    resend.webhooks.verify({ payload, headers, webhookSecret: site.webhook.secret })
  expect(() => verify(one!.body, genuine)).not.toThrow()
  expect(() => verify(`${one!.body} `, genuine)).toThrow()
  expect(() => verify(one!.body, { ...genuine, id: 'msg_1' })).toThrow()
  expect(() => verify(one!.body, { ...genuine, timestamp: String(Number(genuine.timestamp) + 1) })).toThrow()
})

test.each<[to: string, types: string[], detail: object]>([
  ['delivered@resend.dev', ['email.delivered', 'email.sent'], {}],
  [
    'bounced+label@resend.dev',
    ['email.bounced', 'email.sent'],
    { bounce: { type: 'Permanent', subType: 'General', message: expect.any(String) } },
  ],
  ['Ada <Complained@resend.dev>', ['email.complained', 'email.delivered', 'email.sent'], {}],
  [
    'suppressed@resend.dev',
    ['email.suppressed'],
    { suppressed: { type: expect.any(String), message: expect.any(String) } },
  ],
  ['bounced@elsewhere.org', ['email.delivered', 'email.sent'], {}],
  ['constructor@resend.dev', ['email.delivered', 'email.sent'], {}],
])('a mail to %s causes %o', async (to, types, detail) => {
  const id = await send({ to })
  const webhooks = await webhooksOf(id, types.length)
  expect(webhooks.map(({ type }) => type).toSorted()).toEqual(types)
  const special = webhooks.find(({ type }) => type === types[0])!
  expect(special.data).toMatchObject({ email_id: id, to: [to], ...detail })
  expect(special.data).not.toHaveProperty('tags')
})

test('each mail of a batch is told of once, whoever else asks under its key', async () => {
  const headers = { 'idempotency-key': 'told-once' }
  const answer = await (await mailbox.post('/api/emails/batch', emails(100), headers)).json()
  await mailbox.post('/api/emails/batch', emails(100), headers)
  const last = await send()
  await webhooksOf(last)
  const ids: string[] = answer.data.map(({ id }: { id: string }) => id)
  for (const id of ids) {
    await expect.poll(() => site.typesOf(id).toSorted()).toEqual(['email.delivered', 'email.sent'])
  }
})

test('what is refused is not told of', async () => {
  const before = site.received.length
  await mailbox.post('/api/emails/batch', [email, { ...email, to: 'nobody' }])
  mailbox.faults.set([{ name: 'refuse-recipient', times: 1 }])
  await mailbox.post('/api/emails', email)
  await webhooksOf(await send())
  expect(site.received.length).toBe(before + 2)
})

test('what becomes of a mail later is sent from its page', async () => {
  const id = await send({ html: '<a href="https://weekly.dev/?a=1&amp;b=2">Read</a>' })
  await webhooksOf(id)
  const events: [event: string, type: string, detail: object][] = [
    ['hard-bounce', 'email.bounced', { bounce: { type: 'Permanent' } }],
    ['soft-bounce', 'email.bounced', { bounce: { type: 'Transient' } }],
    ['complaint', 'email.complained', {}],
    ['delay', 'email.delivery_delayed', {}],
    ['open', 'email.opened', {}],
    ['click', 'email.clicked', { click: { link: 'https://weekly.dev/?a=1&b=2' } }],
    ['quota', 'email.failed', { failed: { reason: 'reached_daily_quota' } }],
    ['suppression', 'email.suppressed', { suppressed: {} }],
  ]
  const page = await (await mailbox.get(`/${id}?view=webhooks`)).text()
  for (const [index, [event, type, detail]] of events.entries()) {
    expect(page).toContain(`value="${event}" name="event"`)
    const pressed = await mailbox.app.request(`/${id}/webhooks`, {
      method: 'POST',
      body: new URLSearchParams({ event }),
    })
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, `/mailbox/${id}?view=webhooks`])
    const latest = (await webhooksOf(id, 3 + index)).at(-1)!
    expect(latest).toMatchObject({ type, data: { email_id: id, ...detail } })
  }
})

test('no other event can be sent, nor for another mail, nor by another site', async () => {
  const id = await send()
  await webhooksOf(id)
  const press = (path: string, event: string, headers: Record<string, string> = {}) =>
    mailbox.app.request(path, { method: 'POST', body: new URLSearchParams({ event }), headers })
  expect((await press(`/${id}/webhooks`, 'toString')).status).toBe(404)
  expect((await press('/0197f3a0-0000-4000-8000-000000000000/webhooks', 'open')).status).toBe(404)
  expect((await press(`/${id}/webhooks`, 'open', { origin: 'https://elsewhere.org' })).status).toBe(403)
  await webhooksOf(await send())
  expect(site.typesOf(id)).toHaveLength(2)
})

test('without an address to tell, nothing is told, and the page says so', async () => {
  const silent = await startMailbox()
  const { id } = await (await silent.post('/api/emails', email)).json()
  const page = await (await silent.get(`/${id}?view=webhooks`)).text()
  expect(page).toContain('given no address to send webhooks to')
})

test.each([
  { url: 'localhost:3000', secret: site.webhook.secret },
  { url: site.webhook.url, secret: 'whsec_' },
  { url: site.webhook.url, secret: 'plain' },
])('a mailbox is not made with the webhook %o', async (webhook) => {
  await expect(startMailbox({ webhook }, 'postgres://nowhere')).rejects.toThrow(RangeError)
})
