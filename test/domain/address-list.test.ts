import { expect, test } from 'vitest'
import { parseAddressList } from '../../src/domain/address-list.ts'

const keysOf = (typed: string, most = 20) => {
  const list = parseAddressList(typed, most)
  return 'problems' in list ? list.problems : list.addresses.map(({ key }) => key)
}

test.each([
  'a@lovelace.org,b@lovelace.org',
  ' a@lovelace.org\r\n\nb@lovelace.org ',
  'a@lovelace.org; b@lovelace.org',
])('commas, semicolons and lines separate addresses: %j', (typed) =>
  expect(keysOf(typed)).toEqual(['a@lovelace.org', 'b@lovelace.org']),
)

test('an address in two spellings counts once', () => {
  expect(keysOf('Ada@Lovelace.org\nada@lovelace.org', 1)).toEqual(['ada@lovelace.org'])
})

test('each address that is wrong has its sentence, and none is taken', () => {
  expect(keysOf('ada@lovelace.org, ada@, grace')).toEqual([
    'ada@: The part after the @ is not a complete domain, like lovelace.org.',
    'grace: An address has a name, an @ and a domain, like ada@lovelace.org.',
  ])
})

test('what is no address is told of once, whatever blanks it has and however often it is there', () => {
  expect(keysOf('not an address\nnot an address , ada@lovelace.org')).toEqual([
    'not an address: An address has a name, an @ and a domain, like ada@lovelace.org.',
  ])
})

test('none at all, and too many, are refused', () => {
  expect(keysOf(' ,\n; ')[0]).toContain('no address yet')
  expect(keysOf('a@lovelace.org, b@lovelace.org, c@', 2)).toEqual(['These are 3 addresses: 2 at most.'])
})

test('what is no address is told of in short', () => {
  expect(keysOf('x'.repeat(1000))[0]!.length).toBeLessThan(200)
})
