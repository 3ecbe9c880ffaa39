import type { AddressInfo } from 'node:net'
import { Resend } from 'resend'
import { afterEach, expect, test } from 'vitest'
import { createSink, type Sink, type SinkOptions } from '../../bench/sink/sink.ts'

const open: Sink[] = []
afterEach(async () => {
  for (const { server } of open.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

test('a mail to everybody leaves no double and no miss', async () => {
  let completed = 0
  const { resend, sink } = await openSink({ readers: 250 }, () => completed++)
  for (const from of [1, 101]) await resend.batch.send(mailsTo(range(from, from + 99)))
  expect(completed).toBe(0)
  const { data } = await resend.batch.send(mailsTo(range(201, 250)))
  expect(new Set(data?.data.map(({ id }) => id)).size).toBe(50)
  expect(completed).toBe(1)
  expect(sink.report()).toMatchObject({ requests: 3, mails: 250, doubles: 0, misses: 0 })
})

test('whoever is mailed twice or never is counted', async () => {
  const { resend, sink } = await openSink({ readers: 10 })
  await resend.batch.send(mailsTo([1, 2, 3, 3]))
  await resend.emails.send(mailsTo([2])[0]!)
  await resend.emails.send({ ...mailsTo([1])[0]!, to: 'ada@readers.bench' })
  expect(sink.report()).toMatchObject({ mails: 5, doubles: 2, misses: 7, toStrangers: 1 })
})

test('a key that comes again gets the same ids, and nobody is counted twice', async () => {
  const { resend, sink } = await openSink({ readers: 2 })
  const once = await resend.batch.send(mailsTo([1, 2]), { idempotencyKey: 'one' })
  const again = await resend.batch.send(mailsTo([1, 2]), { idempotencyKey: 'one' })
  expect(again.data).toEqual(once.data)
  expect(sink.report()).toMatchObject({ mails: 2, doubles: 0, replayed: 1 })
})

test('what goes beyond the rate gets a 429 that says when to come again, and counts nobody', async () => {
  const { resend, sink } = await openSink({ readers: 3, limit: { perSecond: 2, window: 'fixed' } })
  await resend.emails.send(mailsTo([1])[0]!)
  const second = await resend.emails.send(mailsTo([2])[0]!)
  expect(second.headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '0' })
  const third = await resend.emails.send(mailsTo([3])[0]!)
  expect(third.error).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' })
  expect(third.headers).toMatchObject({ 'retry-after': '1' })
  expect(sink.report()).toMatchObject({ requests: 3, tooMany: 1, mails: 2, misses: 1 })
})

async function openSink(options: SinkOptions, complete?: () => void) {
  const sink = createSink(options, complete)
  open.push(sink)
  await new Promise<void>((resolve) => sink.server.listen(0, '127.0.0.1', resolve))
  const { port } = sink.server.address() as AddressInfo
  return { sink, resend: new Resend('re_test', { baseUrl: `http://127.0.0.1:${port}` }) }
}

function mailsTo(readers: readonly number[]) {
  return readers.map((reader) => ({
    from: 'Weekly Verdicts <news@verdicts.bench>',
    to: `reader-${String(reader).padStart(8, '0')}@readers.bench`,
    subject: 'Benchmark',
    html: '<p>reader-00000001@readers.bench</p>'.repeat(2_000),
    text: 'to: "reader-00000001@readers.bench"',
  }))
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
