import { expect, test } from 'vitest'
import { withoutAddresses } from '../src/without-addresses.ts'

test('addresses are taken out of an error and its causes, paths are not', () => {
  const refused = new Error('Key (address_key)=(ada@lovelace.org) already exists.')
  const cause = Object.assign(refused, { code: '23505', detail: 'ada@lovelace.org' })
  const error = new Error('mail to <müller@bücher.example.org> failed', { cause })
  error.name = 'MailError'
  error.stack = 'at /node_modules/@hono/node-server/dist/index.mjs:1:2'

  const copy = withoutAddresses(error)
  expect(copy.name).toBe('MailError')
  expect(copy.message).toBe('mail to <(an address)> failed')
  expect(copy.stack).toBe('at /node_modules/@hono/node-server/dist/index.mjs:1:2')
  expect(copy.cause).toMatchObject({
    message: 'Key (address_key)=((an address)) already exists.',
    code: '23505',
    stack: expect.not.stringContaining('lovelace'),
  })
  expect(copy.cause).not.toHaveProperty('detail')
})

test('what is thrown and is no error is logged as one', () => {
  expect(withoutAddresses('lost ada@lovelace.org').message).toBe('lost (an address)')
})

test.each([
  ['connect redis://:s3cret@redis:6379', 'connect redis://(credentials)@redis:6379'],
  ['postgres://verdicts:hunter2@db:5432/x is away', 'postgres://(credentials)@db:5432/x is away'],
  ["no mailbox o'brien@lovelace.org", 'no mailbox (an address)'],
  ['like `ada@lovelace.org` or `A <ada@lovelace.org>`', 'like `(an address)` or `A <(an address)>`'],
  ['/mailbox?search=ada%40lovelace.org', '/mailbox?search=(an address)'],
])('%s is logged as %s', (text, logged) => {
  expect(withoutAddresses(text).message).toBe(logged)
})
