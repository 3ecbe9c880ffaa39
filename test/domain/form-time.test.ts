import { expect, test } from 'vitest'
import { readFormTime, signFormTime } from '../../src/domain/form-time.ts'
import { linkKeys, signToken } from '../../src/domain/link-token.ts'

const keys = linkKeys(['a new secret of thirty-two letters', 'an old secret of thirty-two letters'])
const shownAt = new Date('2026-12-01T09:00:00.123Z')

test('a form’s time is read back to the millisecond, under older keys too', () => {
  for (const key of keys) expect(readFormTime(keys, signFormTime(key, shownAt))).toEqual(shownAt)
  expect(signFormTime(keys[0]!, shownAt)).toMatch(/^[\w-]{30}$/)
})

test('a time that we did not sign is none', () => {
  const time = signFormTime(keys[0]!, shownAt)
  const [stranger] = linkKeys(['the secret of somebody else, and long'])
  const token = signToken(keys[0]!, { purpose: 'reader', subscriberId: 1, tokenVersion: 1, issueNumber: 0 })
  const later = `B${time.slice(1)}`
  for (const forged of [
    '',
    'now',
    String(Date.now()),
    signFormTime(stranger!, shownAt),
    later,
    `${time}AA`,
    token,
  ]) {
    expect(readFormTime(keys, forged), forged).toBeUndefined()
  }
})
