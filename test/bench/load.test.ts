import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Resend } from 'resend'
import { afterEach, expect, test } from 'vitest'
import { postAll } from '../../bench/load/connection.ts'
import { keepLatencies } from '../../bench/load/latencies.ts'
import { load } from '../../bench/load/load.ts'
import { eventOf, makeRequests, webhook } from '../../bench/load/requests.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

test('each request is answered once, whatever the shape of the answer', async () => {
  const shapes: RequestListener[] = [
    (_, response) => response.writeHead(303, { location: '/', 'content-length': 0 }).end(),
    (_, response) => response.writeHead(200, { 'content-length': 3 }).end('ok\n'),
    (_, response) => {
      response.writeHead(422)
      response.write('in chunks 10\r\n')
      setImmediate(() => response.end('to its end'))
    },
    (_, response) => {
      response.writeHead(500)
      response.flushHeaders()
      setImmediate(() => response.end())
    },
  ]
  let asked = 0
  const port = await serve((request, response) => shapes[asked++ % shapes.length]!(request, response))
  const requests = await makeRequests({ kind: 'sign-ups', port, shown: 'now', most: 40 })
  const statuses: number[] = []
  await postAll(
    port,
    () => requests.shift(),
    (status) => statuses.push(status),
  )
  expect(statuses).toEqual(Array.from({ length: 40 }, (_, index) => [303, 200, 422, 500][index % 4]))
})

test('a load ends with its requests, and none is lost between its connections', async () => {
  const addresses = new Set<string | null>()
  const port = await serve(async (request, response) => {
    addresses.add(new URLSearchParams(await text(request)).get('address'))
    response.writeHead(303).end()
  })
  const requests = await makeRequests({ kind: 'sign-ups', port, shown: 'now', most: 500 })
  const result = await load({ port, connections: 7, warmUpSeconds: 0, seconds: 60 }, requests)
  expect(addresses.size).toBe(500)
  expect(result).toMatchObject({ requests: 500, posted: 500, statuses: { 303: 500 } })
})

test('percentiles are those of all requests', () => {
  const latencies = keepLatencies(1_000)
  for (let ms = 200; ms > 0; ms--) latencies.add(ms, 200)
  expect(latencies.result(2, 200)).toMatchObject({ requests: 200, p50: 100, p99: 198, max: 200 })
})

test("webhooks are signed as Resend's SDK verifies them", async () => {
  const secret = `whsec_${Buffer.from('a secret for webhooks').toString('base64')}`
  const received: { payload: string; headers: IncomingMessage['headers'] }[] = []
  const port = await serve(async (request, response) => {
    received.push({ payload: await text(request), headers: request.headers })
    response.end()
  })
  const body = eventOf('email.delivered', {
    id: '1',
    address: 'ada@readers.bench',
    tags: { delivery: '1-1' },
  })
  const requests = [webhook(port, secret, 'msg_1', body)]
  await postAll(
    port,
    () => requests.shift(),
    () => undefined,
  )
  const [{ payload, headers }] = received as [(typeof received)[number]]
  const event = new Resend('re_test').webhooks.verify({
    payload,
    webhookSecret: secret,
    headers: {
      id: String(headers['svix-id']),
      timestamp: String(headers['svix-timestamp']),
      signature: String(headers['svix-signature']),
    },
  })
  expect(event).toMatchObject({ type: 'email.delivered', data: { email_id: '1', tags: { delivery: '1-1' } } })
})

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
