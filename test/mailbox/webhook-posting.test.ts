import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { startReceiver } from './receiver.ts'
import { email, emails, startMailbox, type TestMailbox } from './support.ts'

const site = await startReceiver()
let at = new Date('2026-03-02T09:00:00Z')
const mailbox = await startMailbox({ webhook: site.webhook, now: () => at })
const db = new pg.Pool({ connectionString: mailbox.url, max: 2 })
afterAll(() => db.end())

beforeEach(() => {
  site.answerWith()
  mailbox.faults.clear()
})

async function send(to = mailbox): Promise<string> {
  return (await (await to.post('/api/emails', email)).json()).id
}

async function sendBatch(count: number, to: TestMailbox = mailbox): Promise<string[]> {
  const answer = await (await to.post('/api/emails/batch', emails(count))).json()
  return answer.data.map(({ id }: { id: string }) => id)
}

const pageOf = async (id: string) => (await mailbox.get(`/${id}?view=webhooks`)).text()

/** What the rows say of the first webhook of a mail. */
async function stateOf(id: string) {
  const { rows } = await db.query(
    `select attempts, delivered_at is not null as delivered,
            extract(epoch from next_at - $2)::int as wait
     from mailbox.webhook join mailbox.mail on seq = mail_seq
     where mail.id = $1 order by webhook.id limit 1`,
    [id, at],
  )
  return rows[0]
}

test('a webhook that is not taken is tried again by Resend’s times, then given up', async () => {
  let refused = ''
  site.answerWith(({ data }, response) => {
    response.statusCode = data.email_id === refused ? 503 : 200
    response.end()
  })
  mailbox.faults.set([{ name: 'webhook-hold', times: 1 }])
  refused = await send()
  mailbox.faults.clear()
  for (const [index, wait] of [5, 300, 1800, 7200, 18_000, 36_000, 36_000, null].entries()) {
    // The next mail wakes it.
    await send()
    await expect.poll(async () => (await stateOf(refused)).attempts).toBe(index + 1)
    expect(await stateOf(refused)).toEqual({ attempts: index + 1, delivered: false, wait })
    if (index === 0) expect(await pageOf(refused)).toContain('Not taken yet: attempt 1 was answered 503')
    at = new Date(at.getTime() + (wait ?? 0) * 1000)
  }
  expect(await pageOf(refused)).toContain('Given up after 8 attempts; the last answer was 503.')
  const mine = site.received.filter(({ type, data }) => data.email_id === refused && type === 'email.sent')
  expect(mine).toHaveLength(8)
  expect(new Set(mine.map(({ headers, body }) => headers['svix-id'] + body)).size).toBe(1)
})

test('a site that drops connections gets its webhooks when it is well again', async () => {
  site.answerWith((_, response) => void response.destroy())
  const id = await send()
  await expect.poll(async () => (await stateOf(id)).attempts).toBe(1)
  site.answerWith()
  at = new Date(at.getTime() + 5_000)
  await expect.poll(async () => (await stateOf(id)).delivered, { timeout: 10_000 }).toBe(true)
  expect(await pageOf(id)).toContain('Taken (200)')
})

test('duplicates are the same webhook twice', async () => {
  mailbox.faults.set([{ name: 'webhook-duplicate', times: 1 }])
  const id = await send()
  await expect.poll(() => site.typesOf(id)).toHaveLength(4)
  const mine = site.received.filter(({ data }) => data.email_id === id)
  expect(new Set(mine.map(({ headers }) => headers['svix-id'])).size).toBe(2)
  expect(new Set(mine.map(({ body }) => body)).size).toBe(2)
})

test('what is held back is posted when the switch is off, though others are posted meanwhile', async () => {
  mailbox.faults.set([{ name: 'webhook-hold', times: 1 }])
  const held = await send()
  const free = await send()
  await expect.poll(() => site.typesOf(free)).toHaveLength(2)
  expect(site.typesOf(held)).toEqual([])
  expect(await pageOf(held)).toContain('Held back by a switch.')
  mailbox.faults.clear()
  await expect.poll(() => site.typesOf(held), { timeout: 10_000 }).toHaveLength(2)
})

test('shuffled webhooks come far from their place', async () => {
  mailbox.faults.set([{ name: 'webhook-shuffle' }])
  const before = site.received.length
  const ids = await sendBatch(100)
  await expect.poll(() => site.received.length, { timeout: 10_000 }).toBe(before + 200)
  const came = site.received.slice(before)
  const away = came.map(({ type, data }, place) =>
    Math.abs(place - (2 * ids.indexOf(data.email_id) + (type === 'email.sent' ? 0 : 1))),
  )
  // In order they are a few places off, as four are posted at once; by chance 67.
  expect(away.reduce((sum, places) => sum + places, 0) / 200).toBeGreaterThan(20)
})

test('early webhooks are there before the answer is', async () => {
  mailbox.faults.set([{ name: 'webhook-early' }])
  for (let i = 0; i < 5; i++) {
    const ids = await sendBatch(10)
    expect(ids.flatMap(site.typesOf)).toHaveLength(20)
  }
})

test('two mailboxes on one database post each webhook once', async () => {
  const second = await startMailbox({ webhook: site.webhook, now: () => at }, mailbox.url)
  const before = site.received.length
  await Promise.all([sendBatch(100), sendBatch(100, second), sendBatch(100), sendBatch(100, second)])
  await expect.poll(() => site.received.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(before + 800)
  await Promise.all([mailbox, second].map((one) => send(one)))
  await expect.poll(() => site.received.length).toBeGreaterThanOrEqual(before + 804)
  const ids = site.received.slice(before).map(({ headers }) => headers['svix-id'])
  expect([ids.length, new Set(ids).size]).toEqual([804, 804])
  await second.close()
})

test('a mailbox that closes lets go of a site that hangs, and the next one posts what is left', async () => {
  site.answerWith(() => undefined)
  const first = await startMailbox({ webhook: site.webhook })
  const id = await send(first)
  await expect.poll(() => site.typesOf(id).length).toBeGreaterThan(0)
  await first.close()
  site.answerWith()
  const before = site.typesOf(id).length
  const second = await startMailbox({ webhook: site.webhook }, first.url)
  await expect.poll(() => site.typesOf(id).length, { timeout: 10_000 }).toBe(before + 2)
  await second.close()
})

test('mails stay until their webhooks were posted, however few are kept', async () => {
  const small = await startMailbox({ webhook: site.webhook, keep: 20 })
  small.faults.set([{ name: 'webhook-hold' }])
  const ids: string[] = []
  for (let i = 0; i < 4; i++) ids.push(...(await sendBatch(100, small)))
  small.faults.clear()
  await expect
    .poll(() => ids.filter((id) => site.typesOf(id).length === 2).length, { timeout: 15_000 })
    .toBe(400)
  await send(small)
  await send(small)
  const left = async () => (await (await small.get('/api/emails?limit=100')).json()).data.length
  await expect.poll(left, { timeout: 10_000 }).toBeLessThanOrEqual(22)
})
