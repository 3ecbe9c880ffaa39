import { expect, test } from 'vitest'
import { type Fragment, gapMarker } from '../../src/domain/fragment.ts'
import type { FrozenIssue } from '../../src/domain/frozen-issue.ts'
import { linkKeys, readToken } from '../../src/domain/link-token.ts'
import { createBufferPool } from '../../src/sending/buffer-pool.ts'
import { prepareIssueBody } from '../../src/sending/issue-body.ts'

// That the bytes are those of Resend's SDK is held in test/mailer/bulk-path.test.ts.

const keys = linkKeys(['a secret'])
const issue: FrozenIssue = {
  issueNumber: 12,
  mailFrom: 'verdicts@lovelace.org',
  replyTo: null,
  listId: '<verdicts.lovelace.org>',
  provider: null,
  siteUrl: 'https://verdicts.lovelace.org',
  linkKey: keys[0]!,
  fragments: [
    fragment(`<a href="${gapMarker('unsubscribe')}">`, gapMarker('preferences')),
    fragment('<p>Only in the second.</p>', 'Only in the second.'),
  ],
  editions: [
    { number: 1, subject: 'S', format: 'html', fragments: [1] },
    { number: 2, subject: 'Second', format: 'html', fragments: [1, 2] },
    { number: 3, subject: 'Third', format: 'text', fragments: [2] },
  ],
}
const batch = { installation: 'k3x9', key: '0b7c' }
const deliveries = [1, 2, 3].map((id) => ({
  subscriberId: id,
  address: `${id}@lovelace.org`,
  tokenVersion: id + 1,
  editionNumber: 1,
}))

test('each reader gets their own links and tags, and nobody else’s', () => {
  const { bytes, mails } = prepareIssueBody(issue, createBufferPool()).write(deliveries, batch)
  expect(mails).toBe(3)
  const written = JSON.parse(Buffer.from(bytes).toString())
  for (const [index, { subscriberId, address, tokenVersion }] of deliveries.entries()) {
    const { to, html, text, headers, tags } = written[index]
    const links = [html, text, headers['List-Unsubscribe']].map(
      (text: string) => /[\w-]{50}/.exec(text)?.[0] ?? '',
    )
    expect(to).toBe(address)
    expect(new Set(links).size).toBe(1)
    expect(readToken(keys, links[0]!)).toEqual({
      purpose: 'reader',
      subscriberId,
      tokenVersion,
      issueNumber: 12,
    })
    expect(tags).toEqual([
      { name: 'installation', value: 'k3x9' },
      { name: 'key', value: '0b7c' },
      { name: 'delivery', value: `12-${subscriberId}` },
    ])
  }
})

test('each reader gets the edition that the ledger names, as HTML or as plain text alone', () => {
  const editions = deliveries.map((delivery, index) => ({ ...delivery, editionNumber: index + 1 }))
  const { bytes } = prepareIssueBody(issue, createBufferPool()).write(editions, batch)
  const [first, second, third] = JSON.parse(Buffer.from(bytes).toString())
  expect([first, second, third].map(({ subject }) => subject)).toEqual(['S', 'Second', 'Third'])
  expect(first.html).not.toContain('Only in the second.')
  expect(second.html).toContain('<p>Only in the second.</p>')
  expect(third).not.toHaveProperty('html')
  expect(third.text).toBe('Only in the second.')
})

test('memory is used again once it is released, and never before', () => {
  const body = prepareIssueBody(issue, createBufferPool())
  const first = body.write(deliveries, batch)
  const second = body.write(deliveries, batch)
  expect(second.bytes.buffer).not.toBe(first.bytes.buffer)
  first.release()
  expect(body.write(deliveries, batch).bytes.buffer).toBe(first.bytes.buffer)
})

test('released twice, memory still goes to one batch only', () => {
  const body = prepareIssueBody(issue, createBufferPool())
  const first = body.write(deliveries, batch)
  first.release()
  const second = body.write(deliveries, batch)
  first.release()
  expect(body.write(deliveries, batch).bytes.buffer).not.toBe(second.bytes.buffer)
})

test('a batch of nobody is an empty list', () => {
  const { bytes, mails } = prepareIssueBody(issue, createBufferPool()).write([], batch)
  expect({ mails, text: Buffer.from(bytes).toString() }).toEqual({ mails: 0, text: '[]' })
})

function fragment(html: string, text: string): Fragment {
  return { kind: 'comparison', comparison: null, isDigest: false, html, text }
}
