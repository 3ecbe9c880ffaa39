import { expect, test } from 'vitest'
import { type LinkToken, linkKeys, readToken, signToken } from '../../src/domain/link-token.ts'

const keys = linkKeys(['the newest secret', 'an older secret'])
const token: LinkToken = {
  purpose: 'reader',
  subscriberId: 9_007_199_254_740,
  tokenVersion: 3,
  issueNumber: 12,
}

test('a token says what was signed, whichever of the keys signed it', () => {
  for (const key of keys) expect(readToken(keys, signToken(key, token))).toEqual(token)
  const confirm: LinkToken = {
    purpose: 'confirm',
    subscriberId: 1,
    tokenVersion: 1,
    expiresAt: new Date('2030-01-01'),
  }
  expect(readToken(keys, signToken(keys[0]!, confirm))).toEqual(confirm)
})

test('a token is safe in a URL and holds nothing to read', () => {
  expect(signToken(keys[0]!, token)).toMatch(/^[\w-]{50}$/)
})

test('changing any one character makes it nobody’s', () => {
  const text = signToken(keys[0]!, token)
  for (let i = 0; i < text.length; i++) {
    const other = text[i] === 'A' ? 'B' : 'A'
    expect(readToken(keys, text.slice(0, i) + other + text.slice(i + 1))).toBeUndefined()
  }
})

test.each(['', 'x', 'ä', '🙂', '../..', 'A'.repeat(50), 'A'.repeat(10_000)])(
  'garbage like %j is nobody’s',
  (text) => {
    expect(readToken(keys, text)).toBeUndefined()
  },
)

test('a key that is gone opens nothing', () => {
  expect(readToken(linkKeys(['another secret']), signToken(keys[0]!, token))).toBeUndefined()
})
