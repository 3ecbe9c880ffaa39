import { expect, test } from 'vitest'
import { maskAddress, parseEmailAddress } from '../../src/domain/email-address.ts'

test.each([
  [' Ada@Lovelace.ORG ', 'Ada@lovelace.org', 'ada@lovelace.org'],
  ['ada+news@lovelace.org', 'ada+news@lovelace.org', 'ada+news@lovelace.org'],
  ['joerg@Müller.de', 'joerg@xn--mller-kva.de', 'joerg@xn--mller-kva.de'],
  ["o'brien@lovelace.org", "o'brien@lovelace.org", "o'brien@lovelace.org"],
])('%j is read as %j and matched as %j', (typed, address, key) => {
  expect(parseEmailAddress(typed)).toEqual({ address, key })
})

test.each([
  '',
  'ada',
  '@lovelace.org',
  'ada@',
  'ada@lovelace',
  'jörg@lovelace.org',
  'ada@@lovelace.org ada@b.org',
  'a da@lovelace.org',
  'ada@lovelace.org\r\nBcc: x@y.org',
  '.ada@lovelace.org',
  'a..da@lovelace.org',
  '<ada@lovelace.org>',
  'ada@-lovelace.org',
  'ada@127.0.0.1',
  `${'a'.repeat(65)}@lovelace.org`,
  `ada@${'a.'.repeat(130)}org`,
  'ada@example.com',
  'ada@mail.test.com',
])('%j is refused with a sentence', (typed) => {
  const read = parseEmailAddress(typed)
  expect(read).toHaveProperty('problem', expect.stringMatching(/^\S.*\.$/))
})

test('a masked address keeps the first letter and the domain', () => {
  expect(maskAddress('ada@lovelace.org')).toBe('a…@lovelace.org')
})
