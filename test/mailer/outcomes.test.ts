import { connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Fault } from '../../src/domain/fault.ts'
import type { Mail } from '../../src/domain/mail.ts'
import type { Mailer, Outcome } from '../../src/mailer/mailer.ts'
import { createResendMailer } from '../../src/mailer/resend-mailer.ts'
import { accept, type Receiver, refusal, reply, startReceiver } from './support.ts'

const mail: Mail = {
  from: 'a@lovelace.org',
  to: 'b@lovelace.org',
  subject: 'S',
  html: 'H',
  text: 'T',
  tags: {},
}
const two = [mail, mail]
const bytes = Buffer.from(JSON.stringify(two))
const PLENTY_MS = 20_000

let receiver: Receiver
let mailer: Mailer

beforeAll(async () => {
  receiver = await startReceiver()
  mailer = createResendMailer({ apiKey: 're_test', baseUrl: receiver.baseUrl, timeoutMs: PLENTY_MS })
})
beforeEach(() => {
  receiver.answer = accept
})
afterAll(() => mailer.close())

const BOTH_WAYS: [string, (key: string, mailer?: Mailer) => Promise<Outcome>][] = [
  ['through the SDK', (key, by = mailer) => by.sendBatch(two, key)],
  ['as bytes', (key, by = mailer) => by.postBatch({ bytes, mails: two.length }, key)],
]

describe.each(BOTH_WAYS)('a batch sent %s', (way, send) => {
  test('is accepted with one id for each mail', async () => {
    receiver.answer = reply(200, { data: [{ id: 'one' }, { id: 'two' }] })
    expect(await send('k')).toEqual({ outcome: 'accepted', ids: ['one', 'two'] })
  })

  test.each<[string, unknown]>([
    ['no JSON', '<h1>Fine</h1>'],
    ['nothing', ''],
    ['JSON’s null', 'null'],
    ['no list', { data: { id: 'one' } }],
    ['an id too few', { data: [{ id: 'one' }] }],
    ['an id too many', { data: [{ id: 'one' }, { id: 'two' }, { id: 'three' }] }],
    ['an empty id', { data: [{ id: 'one' }, { id: '' }] }],
    ['a mail without an id', { data: [{ id: 'one' }, { id: 'two' }, {}] }],
    ['an id that is a number', { data: [{ id: 'one' }, { id: 2 }] }],
    ['the same id twice', { data: [{ id: 'one' }, { id: 'one' }] }],
  ])('and accepted with %s is unknown', async (_, body) => {
    receiver.answer = reply(200, body)
    expect(await send('k')).toMatchObject({ outcome: 'unknown' })
  })

  test.each<[number, string]>([
    [500, 'internal_server_error'],
    [500, 'application_error'],
    [502, 'bad_gateway'],
    [503, 'service_unavailable'],
    [504, 'validation_error'],
    [408, 'request_timeout'],
    [409, 'concurrent_idempotent_requests'],
  ])('and answered %i %s is unknown, and not ours', async (status, name) => {
    receiver.answer = refusal(status, name)
    expect(await send('k')).toEqual({ outcome: 'unknown', reason: expect.stringMatching(`^${status}`) })
  })

  test('and answered that its key holds another body is unknown, and our mistake', async () => {
    receiver.answer = refusal(409, 'invalid_idempotent_request')
    expect(await send('k')).toMatchObject({ outcome: 'unknown', ours: true })
  })

  test.each([401, 403, 404, 422, 429])(
    'and answered %i by something that is not Resend is unknown',
    async (status) => {
      for (const page of ['<h1>No</h1>', '{"error":"no"}', '{"name":"Not one of Resend’s"}', '[]', 'null']) {
        receiver.answer = reply(status, page)
        expect(await send('k')).toMatchObject({ outcome: 'unknown' })
      }
    },
  )

  test.each<[number, string, string, Fault]>([
    [401, 'missing_api_key', '', 'api-key'],
    [401, 'restricted_api_key', '', 'api-key'],
    [403, 'invalid_api_key', '', 'api-key'],
    [403, 'validation_error', 'The lovelace.org domain is not verified.', 'api-key'],
    [403, 'validation_error', 'You can only send testing emails to your own email address.', 'api-key'],
    [403, 'suspended', 'because', 'api-key'],
    [422, 'validation_error', 'Invalid `to` field. The email address needs to follow …', 'recipient'],
    [422, 'validation_error', "Invalid 'to' field. The email address needs to follow …", 'recipient'],
    [400, 'validation_error', 'emails[3]: Invalid `to` field.', 'recipient'],
    [422, 'validation_error', 'The recipient does not exist.', 'recipient'],
    [422, 'validation_error', 'Invalid `reply_to` field.', 'mail'],
    [422, 'validation_error', 'Too many recipients.', 'mail'],
    [400, 'validation_error', '', 'mail'],
    [422, 'missing_required_field', 'Missing `to` field.', 'mail'],
    [422, 'invalid_from_address', 'Invalid `from` field.', 'mail'],
    [422, 'invalid_parameter', '', 'mail'],
    [422, 'invalid_attachment', '', 'mail'],
    [429, 'daily_quota_exceeded', '', 'quota'],
    [429, 'monthly_quota_exceeded', '', 'quota'],
    [429, 'something_else_exceeded', '', 'unheard-of'],
    [404, 'not_found', '', 'unheard-of'],
    [422, 'something_new', 'Invalid `to` field.', 'unheard-of'],
    [451, 'security_error', '', 'unheard-of'],
  ])('and refused with %i %s: %s is at the fault of the %4$s', async (status, name, message, fault) => {
    receiver.answer = refusal(status, name, message)
    expect(await send('k')).toMatchObject({ outcome: 'refused', fault, status, name })
  })

  test.each<[Record<string, string>, number]>([
    [{ 'retry-after': '7', 'ratelimit-reset': '3' }, 7_000],
    [{ 'ratelimit-reset': '3' }, 3_000],
    [{}, 1_000],
    [{ 'retry-after': '0' }, 1_000],
    [{ 'retry-after': 'soon', 'ratelimit-reset': '-5' }, 1_000],
    [{ 'retry-after': '86400' }, 3_600_000],
    [{ date: 'Tue, 01 Jan 2030 00:00:00 GMT', 'retry-after': 'Tue, 01 Jan 2030 00:00:09 GMT' }, 9_000],
    [{ date: 'Tue, 01 Jan 2030 00:00:00 GMT', 'retry-after': 'Mon, 31 Dec 2029 23:59:00 GMT' }, 1_000],
  ])('and refused for the rate with %j waits %i ms', async (headers, waitMs) => {
    receiver.answer = refusal(429, 'rate_limit_exceeded', 'because', headers)
    expect(await send('k')).toEqual({ outcome: 'rate-limited', waitMs })
  })

  test('and dropped is unknown, and not repeated', async () => {
    const before = receiver.received.length
    receiver.answer = (response) => response.destroy()
    expect(await send('k')).toMatchObject({ outcome: 'unknown' })
    expect(receiver.received).toHaveLength(before + 1)
  })

  test.each<[string, Record<string, string>]>([
    ['with a length', { 'content-length': '1000' }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('whose acceptance, %s, breaks off is unknown', async (_, headers) => {
    receiver.answer = (response) => {
      response.writeHead(200, headers)
      response.write('{"data":[{"id":"one"},{"id":"two"}]}', () => response.destroy())
    }
    expect(await send('k')).toMatchObject({ outcome: 'unknown' })
  })

  test('without an answer in time is unknown', async () => {
    const hasty = createResendMailer({ apiKey: 're_test', baseUrl: receiver.baseUrl, timeoutMs: 200 })
    receiver.answer = () => undefined
    expect(await send('k', hasty)).toMatchObject({ outcome: 'unknown' })
    await hasty.close()
  })

  test('has no address in its reason, and no essay', async () => {
    receiver.answer = refusal(
      422,
      'validation_error',
      `No ada@lovelace.org. ${'ada@lovelace.org '.repeat(9_000)}`,
    )
    const { reason } = (await send('k')) as { reason: string }
    expect(reason).toMatch(/^422 validation_error: No \(an address\)/)
    expect(reason).not.toContain('ada')
    expect(reason.length).toBeLessThan(1_100)
  })

  test('says what rate is allowed, as far as the newest answer that knows it tells', async () => {
    const rates: [Record<string, string>, number | undefined][] = [
      [{}, undefined],
      [{ 'ratelimit-limit': 'many' }, undefined],
      [{ 'ratelimit-limit': '5', 'ratelimit-remaining': '4', 'ratelimit-reset': '1' }, 5],
      [{}, 5],
      [{ 'ratelimit-limit': '100', 'ratelimit-policy': '5;w=1, 100;w=50' }, 2],
      [{ 'ratelimit-limit': '10', 'ratelimit-policy': '10;burst=3; w=2' }, 5],
      [{ 'ratelimit-limit': '0' }, 5],
      [{ 'ratelimit-limit': '8', 'ratelimit-policy': '9;w=60' }, 8],
    ]
    const fresh = createResendMailer({ apiKey: 're_test', baseUrl: receiver.baseUrl })
    expect(fresh.rate()).toBeUndefined()
    for (const [headers, allowed] of rates) {
      receiver.answer = refusal(429, 'rate_limit_exceeded', way, headers)
      await send('k', fresh)
      expect(fresh.rate()).toEqual(allowed === undefined ? undefined : { allowed })
    }
    await fresh.close()
  })
})

describe('as bytes', () => {
  const [, [, send]] = BOTH_WAYS as [never, (typeof BOTH_WAYS)[number]]

  test.each([200, 422])('a %i of many megabytes is cut off', async (status) => {
    const chunks = 1_000
    let sent = 0
    receiver.answer = (response) => {
      const more = () => {
        while (sent < chunks && !response.destroyed) {
          sent++
          if (!response.write(Buffer.alloc(65_536, ' '))) return
        }
        response.end()
      }
      response.writeHead(status).on('drain', more)
      more()
    }
    expect(await send('k')).toEqual({
      outcome: 'unknown',
      reason: `${status}, and an answer of more than 1048576 bytes`,
    })
    expect(sent).toBeLessThan(chunks)
  })

  test.each<[string, () => string | Promise<string>]>([
    ['a port where nobody listens', async () => `http://127.0.0.1:${await deadPort()}`],
    ['a name that nobody has', () => 'http://nobody.invalid'],
    ['an address of no network', () => 'http://255.255.255.255'],
  ])('%s is unreachable: nothing has left', async (_, baseUrl) => {
    const astray = createResendMailer({ apiKey: 're_test', baseUrl: await baseUrl() })
    expect(await send('k', astray)).toMatchObject({ outcome: 'unreachable', reason: /\w/ })
    await astray.close()
  })

  test('a connection that never comes to a handshake is unreachable', async () => {
    const sockets: Socket[] = []
    const silent = createServer((socket) => sockets.push(socket))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    const hasty = createResendMailer({
      apiKey: 're_test',
      baseUrl: `https://127.0.0.1:${port}`,
      timeoutMs: 200,
    })
    expect(await send('k', hasty)).toMatchObject({ outcome: 'unreachable' })
    for (const socket of sockets) socket.destroy()
    await hasty.close()
    silent.close()
  })

  test('what was given up in the queue is unreachable, and never leaves later', async () => {
    const hasty = createResendMailer({ apiKey: 're_test', baseUrl: receiver.baseUrl, timeoutMs: 300 })
    const before = receiver.received.length
    receiver.answer = () => undefined
    const keys = Array.from({ length: 24 }, (_, index) => `queued-${index}`)
    const outcomes = await Promise.all(
      keys.map(async (key) => ({ key, outcome: (await send(key, hasty)).outcome })),
    )
    await hasty.close()
    const left = outcomes.filter(({ outcome }) => outcome === 'unknown').map(({ key }) => key)
    expect(left.length).toBeGreaterThan(0)
    expect(outcomes.filter(({ outcome }) => outcome === 'unreachable')).toHaveLength(
      keys.length - left.length,
    )
    const arrived = receiver.received.slice(before).map(({ headers }) => headers['idempotency-key'])
    expect(left).toEqual(expect.arrayContaining(arrived))
    expect(left.length).toBeLessThan(keys.length)
  })

  test('connections are few, and used again', async () => {
    const fresh = createResendMailer({ apiKey: 're_test', baseUrl: receiver.baseUrl })
    const ports = new Set<number | undefined>()
    receiver.answer = (response, request) => {
      ports.add(response.socket?.remotePort)
      accept(response, request)
    }
    for (let post = 0; post < 40; post++) await send('k', fresh)
    expect(ports.size).toBeLessThanOrEqual(8)
    await fresh.close()
  })

  test('a close waits for what is on its way', async () => {
    const closing = createResendMailer({ apiKey: 're_test', baseUrl: receiver.baseUrl })
    const held: (() => void)[] = []
    receiver.answer = (response, request) => held.push(() => accept(response, request))
    const outcome = send('k', closing)
    await vi.waitFor(() => expect(held).toHaveLength(1))
    const closed = closing.close()
    held[0]!()
    expect(await outcome).toMatchObject({ outcome: 'accepted' })
    await closed
    expect(await send('k', closing)).toMatchObject({ outcome: 'unreachable' })
  })
})

test('a provider is told by its base URL and its key, of which nothing is given away', () => {
  const provider = (options: { apiKey: string; baseUrl?: string; provider?: string }) =>
    createResendMailer(options).provider
  expect(provider({ apiKey: 're_one' })).toMatch(/^https:\/\/api\.resend\.com key [0-9a-f]{8}$/)
  expect(provider({ apiKey: 're_one' })).toBe(provider({ apiKey: 're_one' }))
  expect(provider({ apiKey: 're_one' })).not.toBe(provider({ apiKey: 're_two' }))
  expect(provider({ apiKey: 're_one', baseUrl: 'https://eu.lovelace.org' })).toMatch(
    /^https:\/\/eu\.lovelace\.org key/,
  )
  expect(provider({ apiKey: 're_mailbox', provider: 'mailbox' })).toBe('mailbox')
})

/** A port on which a connection is refused. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  await new Promise((resolve) => connect(port, '127.0.0.1').on('error', resolve))
  return port
}
