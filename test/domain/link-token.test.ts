import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { ERRAND_KINDS } from '../../src/domain/errand.ts'
import { type LinkToken, linkKeys, readToken, signToken, tokenSigner } from '../../src/domain/link-token.ts'

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
    request: 1,
    expiresAt: new Date('2030-01-01'),
  }
  expect(readToken(keys, signToken(keys[0]!, confirm))).toEqual(confirm)
})

test('a token names its purpose, and errands that are alike but for their kind have tokens of their own', () => {
  const errands = ERRAND_KINDS.map((purpose) => ({
    purpose,
    errandId: 2 ** 40,
    tokenVersion: 2,
    expiresAt: new Date('2030-01-01'),
  }))
  const texts = errands.map((errand) => signToken(keys[0]!, errand))
  expect(texts.map((text) => readToken(keys, text))).toEqual(errands)
  expect(new Set(texts).size).toBe(ERRAND_KINDS.length)
})

test('a signed token of a purpose that we do not know is nobody’s', () => {
  const bytes = Buffer.from(signToken(keys[0]!, token), 'base64url')
  bytes[0] = 99
  const mac = createHmac('sha256', keys[0]!.key).update(bytes.subarray(0, 21)).digest()
  mac.copy(bytes, 21, 0, 16)
  expect(readToken(keys, bytes.toString('base64url'))).toBeUndefined()
})

test('a token is safe in a URL and holds nothing to read', () => {
  expect(signToken(keys[0]!, token)).toMatch(/^[\w-]{50}$/)
})

test('the links of mails that were sent long ago stay what they are', () => {
  const [key] = linkKeys(['a secret of long ago'])
  expect(signToken(key!, token)).toBe('AVtIYnkAAAgxJul41AAAAAMAAAAMFKkuwQ9zDn2OF22lC4bc4Q')
})

test('a token ends in the first half of the HMAC-SHA256 of all before it', () => {
  for (const key of keys) {
    const bytes = Buffer.from(signToken(key, token), 'base64url')
    const mac = createHmac('sha256', key.key).update(bytes.subarray(0, 21)).digest()
    expect(bytes.subarray(21)).toEqual(mac.subarray(0, 16))
  }
})

test('a signer of many tokens signs each as if it were the only one', () => {
  const sign = tokenSigner(keys[0]!)
  const confirm: LinkToken = {
    purpose: 'confirm',
    subscriberId: token.subscriberId,
    request: 3,
    expiresAt: new Date('2030-01-01'),
  }
  const tokens = [token, confirm, { ...token, subscriberId: 1 }, { ...token, subscriberId: 2 ** 32 }, token]
  expect(tokens.map(sign)).toEqual(tokens.map((token) => signToken(keys[0]!, token)))
  expect(new Set(tokens.map(sign)).size).toBe(4)
  for (const each of tokens) expect(readToken(keys, sign(each))).toEqual(each)
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
