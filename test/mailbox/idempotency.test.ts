import pg from 'pg'
import { expect, test } from 'vitest'
import { email, emails, startMailbox, type TestResponse } from './support.ts'

let at = new Date('2026-03-02T09:00:00Z')
const mailbox = await startMailbox({ now: () => at })

async function stored(): Promise<number> {
  let count = 0
  for (let after = ''; ; ) {
    const page = await (await mailbox.get(`/api/emails?limit=100${after}`)).json()
    count += page.data.length
    if (!page.has_more) return count
    after = `&after=${page.data.at(-1).id}`
  }
}

const waiting = `from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock' and query like '%mailbox.mail%'`

/** A request that has claimed its key and waits to store its mail, until it is released. */
async function underWay(send: () => Promise<TestResponse>) {
  const locker = new pg.Client({ connectionString: mailbox.url })
  const watcher = new pg.Client({ connectionString: mailbox.url })
  await locker.connect()
  await watcher.connect()
  await locker.query('begin; lock table mailbox.mail in share row exclusive mode')
  const request = send()
  await expect
    .poll(async () => (await watcher.query(`select 1 ${waiting}`)).rowCount, { timeout: 10_000 })
    .toBe(1)
  const release = async () => {
    await locker.end()
    await watcher.end()
  }
  return { request, watcher, release }
}

test('the same key and body get the first answer again, and nothing is stored twice', async () => {
  const before = await stored()
  const first = await mailbox.post('/api/emails/batch', emails(3), { 'idempotency-key': 'replay' })
  const again = await mailbox.post('/api/emails/batch', emails(3), { 'idempotency-key': 'replay' })
  expect(again.status).toBe(200)
  expect(await again.json()).toEqual(await first.json())
  expect(await stored()).toBe(before + 3)
})

test('the same key with another body or path is a conflict', async () => {
  await mailbox.post('/api/emails', email, { 'idempotency-key': 'conflict' })
  for (const [path, body] of [
    ['/api/emails', { ...email, subject: 'Another' }],
    ['/api/emails', `${JSON.stringify(email)} `],
    ['/api/emails/batch', email],
  ] as const) {
    const response = await mailbox.post(path, body, { 'idempotency-key': 'conflict' })
    expect([response.status, (await response.json()).name]).toEqual([409, 'invalid_idempotent_request'])
  }
})

test('while the first request runs a second one under its key is refused, then replayed', async () => {
  const send = () => mailbox.post('/api/emails', email, { 'idempotency-key': 'concurrent' })
  const { request, release } = await underWay(send)
  const second = await send()
  expect([second.status, (await second.json()).name]).toEqual([409, 'concurrent_idempotent_requests'])

  await release()
  const answer = await (await request).json()
  expect(await (await send()).json()).toEqual(answer)
})

test('a request that loses its connection under way leaves nothing, and its key free', async () => {
  const before = await stored()
  const send = () => mailbox.post('/api/emails', email, { 'idempotency-key': 'crash' })
  const { request, watcher, release } = await underWay(send)
  await watcher.query(`select pg_terminate_backend(pid) ${waiting}`)
  expect((await request).status).toBe(500)

  await release()
  expect((await send()).status).toBe(200)
  expect(await stored()).toBe(before + 1)
})

test('a refusal is not kept: the key can be used with the corrected body', async () => {
  const refused = await mailbox.post('/api/emails', { ...email, to: 'x' }, { 'idempotency-key': 'corrected' })
  expect(refused.status).toBe(422)
  const corrected = await mailbox.post('/api/emails', email, { 'idempotency-key': 'corrected' })
  expect(corrected.status).toBe(200)
})

test('a key is forgotten after 24 hours', async () => {
  const send = async () =>
    (await (await mailbox.post('/api/emails', email, { 'idempotency-key': 'day' })).json()).id
  const first = await send()
  at = new Date(at.getTime() + 24 * 3_600_000 - 1000)
  expect(await send()).toBe(first)
  at = new Date(at.getTime() + 2000)
  const second = await send()
  expect(second).not.toBe(first)
  expect(await send()).toBe(second)
})

test.each([['x'.repeat(257)], ['']])('a key of no or too many characters is refused', async (key) => {
  const response = await mailbox.post('/api/emails', email, { 'idempotency-key': key })
  expect([response.status, (await response.json()).name]).toEqual([400, 'invalid_idempotency_key'])
})

test('a key of 256 characters is accepted', async () => {
  const response = await mailbox.post('/api/emails', email, { 'idempotency-key': 'x'.repeat(256) })
  expect(response.status).toBe(200)
})
