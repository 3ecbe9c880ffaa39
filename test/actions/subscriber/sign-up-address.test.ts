import { expect, test } from 'vitest'
import { parseSignUpAddress } from '../../../src/actions/subscriber/sign-up-address.ts'

test.each([
  'ada@lovelace.org',
  'info@lovelace.org',
  'abuse.of.notation@lovelace.org',
  'Ada+News@Lovelace.org',
])('%s may subscribe', (address) => {
  expect(parseSignUpAddress(address)).toMatchObject({ address: expect.any(String) })
})

test.each(['postmaster@lovelace.org', 'ABUSE@lovelace.org', 'no-reply+list@lovelace.org'])(
  '%s is an office, and is asked for an address of its own',
  (address) => {
    expect(parseSignUpAddress(address)).toEqual({ problem: expect.stringContaining('mailbox of an office') })
  },
)

test.each(['x@mailinator.com', 'x@MAILINATOR.com', 'x@deep.below.mailinator.com'])(
  '%s is thrown away, and is asked for one that is kept',
  (address) => {
    expect(parseSignUpAddress(address)).toEqual({
      problem: expect.stringContaining('mailinator.com are thrown away'),
    })
  },
)

test('what is no address at all keeps its own answer', () => {
  expect(parseSignUpAddress('ada')).toEqual({ problem: expect.stringContaining('an @ and a domain') })
})
