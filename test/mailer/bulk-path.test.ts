import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Delivery } from '../../src/domain/delivery.ts'
import { GAPS, gapMarker } from '../../src/domain/fragment.ts'
import type { FrozenIssue } from '../../src/domain/frozen-issue.ts'
import { linkKeys } from '../../src/domain/link-token.ts'
import { MAIL_FORMATS } from '../../src/domain/selection.ts'
import type { Mailer } from '../../src/mailer/mailer.ts'
import { createResendMailer } from '../../src/mailer/resend-mailer.ts'
import { createBufferPool } from '../../src/sending/buffer-pool.ts'
import { prepareIssueBody } from '../../src/sending/issue-body.ts'
import { type BatchName, issueMail } from '../../src/sending/issue-mail.ts'
import { accept, type Received, type Receiver, startReceiver } from './support.ts'

const [linkKey] = linkKeys(['a secret'])
const any = { comparison: null, isDigest: false }
const issue: FrozenIssue = {
  issueNumber: 12,
  mailFrom: 'Weekly Verdicts <verdicts@lovelace.org>',
  replyTo: null,
  listId: '<verdicts.lovelace.org>',
  provider: null,
  siteUrl: 'https://verdicts.lovelace.org',
  linkKey: linkKey!,
  fragments: [
    {
      ...any,
      kind: 'opening',
      html: `<a href="${gapMarker('preferences')}">Yours</a>`,
      text: 'Weekly Verdicts\n',
    },
    {
      ...any,
      kind: 'comparison',
      html: `<p>Ship it: “5 < 6”</p><a href="${gapMarker('vote')}/quill-vs-reed?quill=ship">`,
      text: 'Ship it: "5 < 6"\n',
    },
    {
      ...any,
      kind: 'foot',
      html: `<a href="${gapMarker('unsubscribe')}">Leave</a> <a href="${gapMarker('preferences')}">Change</a>`,
      text: `Leave: ${gapMarker('unsubscribe')}`,
    },
  ],
  editions: [
    { number: 1, subject: 'Quill or Reed?', format: 'html', fragments: [1, 2, 3] },
    { number: 2, subject: 'In plain words', format: 'text', fragments: [1, 3] },
  ],
}
const batch: BatchName = { installation: 'k3x9', key: '0b7c' }
const buffers = createBufferPool()

let receiver: Receiver
let mailer: Mailer

beforeAll(async () => {
  receiver = await startReceiver()
  mailer = createResendMailer({ apiKey: 're_test', baseUrl: receiver.baseUrl })
})
beforeEach(() => {
  receiver.answer = accept
})
afterAll(() => mailer.close())

test.each<[string, FrozenIssue, Delivery[]]>([
  ['one mail', issue, readers(1)],
  ['a hundred mails', issue, readers(100)],
  [
    'readers of two editions, one of them plain text',
    issue,
    readers(5).map((reader, index) => ({ ...reader, editionNumber: (index % 2) + 1 })),
  ],
  ['a Reply-To', { ...issue, replyTo: '"The Panel" <panel@lovelace.org>' }, readers(2)],
  [
    'signs that JSON or HTML would escape',
    withText('"\\/\b\f\n\r\t\u0000</script>&<>\u2028\u2029'),
    readers(2),
  ],
  ['signs of two, three and four bytes', withText('ä – 判 🙂 👩‍👩‍👧 ﷽'), readers(2)],
  ['halves of surrogate pairs', withText('\ud83d \ude42 \ude42\ud83d'), readers(2)],
  [
    'addresses like no other',
    issue,
    [reader(7, '"a \\"b\\" <c>"@lovelace.org'), reader(8, 'grün@bücher.example')],
  ],
])('%s leave as the SDK would have sent them', async (_, issue, deliveries) => {
  const [bulk, sdk] = await sendBothWays(issue, deliveries, batch)
  expect(bulk.body.toString()).toBe(sdk.body.toString())
  expect(bulk.body).toEqual(sdk.body)
  expect(JSON.parse(bulk.body.toString())).toHaveLength(deliveries.length)
})

test('the request is the SDK’s: method, path and headers, but for the compression of the answer', async () => {
  const [bulk, sdk] = await sendBothWays(issue, readers(3), batch)
  const { 'accept-encoding': compressed, ...headers } = sdk.headers
  expect(bulk).toMatchObject({ method: sdk.method, url: sdk.url })
  expect(bulk.headers).toEqual({ ...headers, 'accept-encoding': 'identity' })
  expect(bulk.headers).toMatchObject({ authorization: 'Bearer re_test', 'idempotency-key': 'the-key' })
  expect(compressed).toContain('gzip')
})

test('whatever an issue and its readers are called, the bytes are the SDK’s', async () => {
  // U+E000 and U+E001 mark gaps, and are refused in content.
  const text = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units).replaceAll(/[\u{E000}\u{E001}]/gu, ''))
  const link = fc.constantFrom(...GAPS.map(gapMarker))
  // PostgreSQL keeps no halves of surrogate pairs, so those of two fragments never meet.
  const withLinks = fc.array(fc.oneof(text, link)).map((parts) => Buffer.from(parts.join('')).toString())
  const aFragment = fc.record({
    kind: fc.constant('comparison' as const),
    comparison: fc.constant(null),
    isDigest: fc.constant(false),
    html: withLinks,
    text: withLinks,
  })
  const anEdition = (number: number) =>
    fc.record({
      number: fc.constant(number),
      subject: text,
      format: fc.constantFrom(...MAIL_FORMATS),
      fragments: fc.array(fc.constantFrom(1, 2, 3)),
    })
  const anIssue = fc.record({
    issueNumber: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
    mailFrom: text,
    replyTo: fc.option(text),
    listId: text,
    provider: fc.constant(null),
    siteUrl: text,
    linkKey: fc.constant(linkKey!),
    fragments: fc.tuple(aFragment, aFragment, aFragment),
    editions: fc.tuple(anEdition(1), anEdition(2)),
  })
  const aDelivery = fc.record({
    subscriberId: fc.maxSafeNat(),
    address: text,
    tokenVersion: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    editionNumber: fc.constantFrom(1, 2),
  })
  const aBatch = fc.record({ installation: text, key: text })
  await fc.assert(
    fc.asyncProperty(
      anIssue,
      fc.array(aDelivery, { minLength: 1, maxLength: 5 }),
      aBatch,
      async (issue, deliveries, batch) => {
        const [bulk, sdk] = await sendBothWays(issue, deliveries, batch)
        expect(bulk.body.toString()).toBe(sdk.body.toString())
      },
    ),
    { numRuns: 150 },
  )
})

test('the same batch has the same bytes at every attempt, whatever was written in between', () => {
  const write = (deliveries: Delivery[]) => {
    const { bytes, release } = prepareIssueBody(issue, buffers).write(deliveries, batch)
    const copy = Buffer.from(bytes)
    release()
    return copy
  }
  const first = write(readers(3))
  expect(write(readers(100))).not.toEqual(first)
  expect(write(readers(3))).toEqual(first)
})

test('bytes on their way are left alone while other batches are written', async () => {
  const held: (() => void)[] = []
  receiver.answer = (response, request) => held.push(() => accept(response, request))
  const before = receiver.received.length
  const body = prepareIssueBody(issue, buffers)
  const sizes = [100, 1, 60, 30]
  const outcomes = sizes.map(async (size) => {
    const written = body.write(readers(size), batch)
    const { outcome } = await mailer.postBatch(written, `of-${size}`)
    written.release()
    return outcome
  })
  await vi.waitFor(() => expect(held).toHaveLength(sizes.length))
  for (const answer of held) answer()
  expect(await Promise.all(outcomes)).toEqual(sizes.map(() => 'accepted'))
  for (const { headers, body } of receiver.received.slice(before)) {
    expect(headers['idempotency-key']).toBe(`of-${JSON.parse(body.toString()).length}`)
  }
})

/** Sends a batch as bytes and through the SDK. @returns what the receiver got, in this order */
async function sendBothWays(
  issue: FrozenIssue,
  deliveries: readonly Delivery[],
  batch: BatchName,
): Promise<[Received, Received]> {
  const before = receiver.received.length
  const written = prepareIssueBody(issue, buffers).write(deliveries, batch)
  const outcome = await mailer.postBatch(written, 'the-key')
  const mails = deliveries.map((delivery) => issueMail(issue, delivery, batch))
  expect(outcome).toEqual(await mailer.sendBatch(mails, 'the-key'))
  expect(outcome).toMatchObject({ outcome: 'accepted', ids: { length: deliveries.length } })
  written.release()
  const [bulk, sdk] = receiver.received.slice(before)
  return [bulk!, sdk!]
}

function readers(count: number): Delivery[] {
  return Array.from({ length: count }, (_, index) => reader(index + 1, `reader${index + 1}@lovelace.org`))
}

function reader(subscriberId: number, address: string): Delivery {
  return { subscriberId, address, tokenVersion: 1, editionNumber: 1 }
}

/** The issue with a text wherever an editor can write one. */
function withText(text: string): FrozenIssue {
  const [head, , foot] = issue.fragments
  return {
    ...issue,
    mailFrom: `${text} <verdicts@lovelace.org>`,
    fragments: [head!, { ...any, kind: 'comparison', html: text, text }, foot!],
    editions: [{ number: 1, subject: text, format: 'html', fragments: [1, 2, 3] }],
  }
}
