import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { email, startMailbox } from './support.ts'

test('the sixth request of a second is refused, and accepted when the second has passed', async () => {
  const mailbox = await startMailbox({ requestsPerSecond: undefined })
  const six = await Promise.all(Array.from({ length: 6 }, () => mailbox.post('/api/emails', email)))
  const refused = six.pop()!
  expect(six.map((response) => response.status)).toEqual(Array(5).fill(200))
  expect(six.map((response) => response.headers.get('ratelimit-remaining'))).toEqual([
    '4',
    '3',
    '2',
    '1',
    '0',
  ])
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' })
  for (const response of [...six, refused]) {
    expect(response.headers.get('ratelimit-limit')).toBe('5')
    expect(response.headers.get('ratelimit-reset')).toBe('1')
  }
  expect(refused.headers.get('retry-after')).toBe('1')
  await sleep(1000)
  expect((await mailbox.post('/api/emails', email)).status).toBe(200)
})

test('reading does not use up the rate, but shows it; so do refusals', async () => {
  const mailbox = await startMailbox({ requestsPerSecond: 2 })
  for (let i = 0; i < 5; i++) {
    const response = await mailbox.get('/api/emails')
    expect([response.status, response.headers.get('ratelimit-remaining')]).toEqual([200, '2'])
  }
  const refused = await mailbox.post('/api/emails', {})
  expect([refused.status, refused.headers.get('ratelimit-remaining')]).toEqual([422, '1'])
})

test.each([0, Number.POSITIVE_INFINITY])('with a rate of %d there is no limit', async (requestsPerSecond) => {
  const mailbox = await startMailbox({ requestsPerSecond })
  const responses = await Promise.all(Array.from({ length: 30 }, () => mailbox.post('/api/emails', email)))
  expect(responses.map((response) => response.status)).toEqual(Array(30).fill(200))
  expect(responses[0]?.headers.has('ratelimit-limit')).toBe(false)
})

test.each([{ requestsPerSecond: -1 }, { requestsPerSecond: Number.NaN }, { keep: 0 }, { keep: 1.5 }])(
  'a mailbox is not made with %o',
  async (options) => {
    await expect(startMailbox(options, 'postgres://nowhere')).rejects.toThrow(RangeError)
  },
)
