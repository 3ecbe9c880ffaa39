import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Resend } from 'resend'
import { afterAll, expect, test } from 'vitest'
import { readerAddress } from '../../src/rehearsal/readers.ts'
import { createReceiver } from '../../src/rehearsal/receiver/create-receiver.ts'
import { createGate } from '../../src/rehearsal/receiver/gate.ts'
import { parseLogLine } from '../../src/rehearsal/receiver/log.ts'
import type { Counts, Disturbance } from '../../src/rehearsal/receiver/messages.ts'

const HOUR_MS = 60 * 60 * 1000
const SECRET = `whsec_${Buffer.from('a secret of the tests only').toString('base64')}`
const folder = mkdtempSync(join(tmpdir(), 'verdicts-receiver-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a batch is accepted with an id for each mail, and is in the log', async () => {
  const { post, log } = await open()
  const answer = await post('key-1', batch(1, 2))
  expect(answer.status).toBe(200)
  expect(answer.body.data).toHaveLength(2)
  expect(log()).toMatchObject([
    { sequence: 1, key: 'key-1', delivery: '1-1', address: readerAddress('delivered', 1) },
    { sequence: 2, key: 'key-1', delivery: '1-2', address: readerAddress('delivered', 2) },
  ])
})

test('the same request under its key gets its first answer again, and another body a conflict', async () => {
  const { post, log } = await open()
  const first = await post('key', batch(1))
  expect(await post('key', batch(1))).toEqual(first)
  const other = await post('key', batch(2))
  expect([other.status, other.body.name]).toEqual([409, 'invalid_idempotent_request'])
  expect(log()).toHaveLength(1)
})

test('a key is kept for 24 hours of the rehearsal, or until it is to be forgotten', async () => {
  const { post, log, receiver } = await open()
  await post('key', batch(1))
  receiver.obey({ order: 'shift-clock', shiftMs: 23.9 * HOUR_MS })
  await post('key', batch(1))
  expect(log()).toHaveLength(1)
  expect(receiver.obey({ order: 'forget-keys', olderThanMs: 23 * HOUR_MS })).toBe(1)
  await post('key', batch(1))
  expect(log()).toHaveLength(2)
  receiver.obey({ order: 'shift-clock', shiftMs: 48 * HOUR_MS })
  await post('key', batch(1))
  expect(log()).toHaveLength(3)
})

test.each<[Disturbance, number | 'no answer', number]>([
  ['rate-limit', 429, 0],
  ['error-before', 503, 0],
  ['drop-before', 'no answer', 0],
  ['error-after', 500, 1],
  ['drop-after', 'no answer', 1],
  ['truncate', 'no answer', 1],
  ['hang-after', 'no answer', 1],
  ['short-answer', 200, 1],
])('"%s" is answered %s and accepts %i, and the next request is as usual', async (kind, status, accepted) => {
  const { post, log, receiver } = await open()
  receiver.obey({ order: 'disturb', disturbance: kind, requests: 1 })
  const patienceMs = kind === 'hang-after' ? 500 : 15_000
  const answer = await post('key', batch(1), patienceMs).catch(() => undefined)
  expect(answer?.status ?? 'no answer').toBe(status)
  if (kind === 'short-answer') expect(answer?.body.data).toEqual([])
  expect(log()).toHaveLength(accepted)
  const again = await post('key', batch(1))
  expect(again.status).toBe(200)
  expect(again.body.data).toHaveLength(1)
  expect(log()).toHaveLength(1)
})

test('a refused reader refuses the batch, and one kind of them keeps its key', async () => {
  const { post, log } = await open()
  for (const [kind, later] of [
    ['refused', 200],
    ['refused-kept', 409],
  ] as const) {
    const bad = [...batch(1), { ...batch(2)[0]!, to: readerAddress(kind, 2) }]
    const refused = await post(kind, bad)
    expect([refused.status, refused.body.message]).toEqual([422, expect.stringContaining('`to`')])
    expect((await post(kind, batch(1))).status).toBe(later)
  }
  expect(log()).toHaveLength(1)
})

test('requests wait at the gate and are accepted when it opens', async () => {
  const { post, receiver, reached } = await open()
  receiver.obey({ order: 'hold-at', batches: 1 })
  expect(reached()).toBe(0)
  await post('key-1', batch(1))
  expect(reached()).toBe(1)
  const held = post('key-2', batch(2))
  await expect.poll(() => (receiver.obey({ order: 'count' }) as Counts).underWay).toBe(1)
  expect((receiver.obey({ order: 'count' }) as Counts).batches).toBe(1)
  receiver.obey({ order: 'hold-at', batches: null })
  expect((await held).status).toBe(200)
})

test('the gate does not keep a request whose client has gone, before or after it came there', async () => {
  const gate = createGate(() => undefined)
  gate.holdAt(0)
  expect(await gate.pass(AbortSignal.abort())).toBe(false)
  const client = new AbortController()
  const passed = gate.pass(client.signal)
  client.abort()
  expect(await passed).toBe(false)
})

test('webhooks are signed as Resend signs them, and sent again until they are acknowledged', async () => {
  const { post, receiver, webhooks } = await open({ failing: 1 })
  receiver.obey({ order: 'webhooks', mode: 'twice', batches: 1 })
  await post('key', batch(7))
  receiver.obey({ order: 'flush-webhooks' })
  await expect.poll(() => webhooks().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(3)
  const { webhooks: resend } = new Resend('re_test')
  for (const { headers, body } of webhooks()) {
    const verified = resend.verify({
      payload: body,
      headers: {
        id: headers['svix-id'] as string,
        timestamp: headers['svix-timestamp'] as string,
        signature: headers['svix-signature'] as string,
      },
      webhookSecret: SECRET,
    })
    expect(verified).toMatchObject({ data: { tags: { delivery: '1-7' } } })
  }
  const ids = webhooks().map(({ headers }) => headers['svix-id'])
  expect(new Set(ids).size).toBeLessThan(ids.length)
})

test('early webhooks are there before the answer', async () => {
  const { post, receiver, webhooks } = await open()
  receiver.obey({ order: 'webhooks', mode: 'early', batches: 1 })
  await post('key', batch(1))
  expect(webhooks().length).toBeGreaterThan(0)
})

function batch(...readers: number[]) {
  return readers.map((reader) => ({
    from: 'Rehearsal <rehearsal@resend.dev>',
    to: readerAddress('delivered', reader),
    subject: 'A rehearsal',
    html: '<p>Hello</p>',
    tags: [{ name: 'delivery', value: `1-${reader}` }],
  }))
}

let opened = 0

/** A receiver, and a site that takes its webhooks, the first `failing` of them with an error. */
async function open({ failing = 0 } = {}) {
  const logFile = join(folder, `accepted-${++opened}.log`)
  const webhooks: { headers: Record<string, unknown>; body: string }[] = []
  const site = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    webhooks.push({ headers: request.headers, body })
    response.writeHead(webhooks.length <= failing ? 500 : 200).end()
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  let reached = 0
  const receiver = await createReceiver({
    logFile,
    seed: 1,
    requestsPerSecond: 100,
    webhookUrl: `http://127.0.0.1:${(site.address() as AddressInfo).port}/`,
    webhookSecret: SECRET,
    onReached: () => reached++,
  })
  afterAll(async () => {
    await receiver.close()
    site.closeAllConnections()
    await new Promise((resolve) => site.close(resolve))
  })
  return {
    receiver,
    reached: () => reached,
    webhooks: () => webhooks,
    log: () => readFileSync(logFile, 'utf8').trim().split('\n').filter(Boolean).map(parseLogLine),
    async post(key: string, mails: unknown, patienceMs = 15_000) {
      const response = await fetch(`http://127.0.0.1:${receiver.port}/emails/batch`, {
        method: 'POST',
        headers: { authorization: 'Bearer re_test', 'idempotency-key': key },
        body: JSON.stringify(mails),
        signal: AbortSignal.timeout(patienceMs),
      })
      const body = (await response.json()) as { data?: unknown[]; name?: string; message?: string }
      return { status: response.status, body }
    },
  }
}
