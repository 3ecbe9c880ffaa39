import { expect, test } from 'vitest'
import {
  isAtRest,
  isMoving,
  type Progress,
  ratePerSecond,
  roughly,
  secondsLeft,
} from '../../src/domain/progress.ts'

const now = new Date('2026-12-01T09:00:30Z')
const account = {
  audience: 10_000,
  excluded: 0,
  excludedBecause: {},
  accepted: 5_000,
  rejected: 0,
  unknown: 0,
  toSend: 5_000,
}
const sending: Progress = {
  number: 1,
  status: 'sending',
  sendAt: new Date('2026-12-01T09:00:00Z'),
  now,
  account,
  acceptedLately: 5_000,
  latelySince: new Date(now.getTime() - 10_000),
  parkedBatches: 0,
  onTheirWay: 0,
  askedAgain: 0,
  awaitsApproval: false,
  goesOut: false,
}

test('the rate is that of the last ten seconds, or of those since it began, or was let go on', () => {
  expect(ratePerSecond(sending)).toBe(500)
  expect(ratePerSecond({ ...sending, latelySince: new Date(now.getTime() - 5_000) })).toBe(1_000)
})

test('the time left follows from it, and is not told when nothing was accepted of late', () => {
  expect(secondsLeft(sending)).toBe(10)
  expect(secondsLeft({ ...sending, acceptedLately: 0 })).toBeUndefined()
  expect(secondsLeft({ ...sending, status: 'paused' })).toBeUndefined()
})

test.each([
  [0.2, 'a few seconds'],
  [31, 'about 40 seconds'],
  [55, 'about a minute'],
  [61, 'about 2 minutes'],
  [240, 'about 4 minutes'],
  [3_600, 'about 60 minutes'],
  [7_300, 'about 2 hours'],
])('%s seconds are %s', (seconds, words) => {
  expect(roughly(seconds)).toBe(words)
})

test('what is paused is followed while an answer is to come, and to its end where nothing is left to send', () => {
  const paused: Progress = { ...sending, status: 'paused' }
  expect(isMoving(paused)).toBe(false)
  expect(isMoving({ ...paused, onTheirWay: 1 })).toBe(true)
  expect(isMoving({ ...paused, askedAgain: 1 })).toBe(true)
  expect(isMoving({ ...paused, account: { ...account, toSend: 0 } })).toBe(true)
})

test('what is due in days is not followed by the second, and what is over not at all', () => {
  expect(isMoving({ ...sending, status: 'scheduled', sendAt: new Date('2026-12-01T09:01:00Z') })).toBe(true)
  expect(isAtRest({ ...sending, status: 'scheduled', sendAt: new Date('2026-12-03T09:00:00Z') })).toBe(false)
  expect(isAtRest({ ...sending, status: 'sent' })).toBe(true)
  expect(isAtRest({ ...sending, status: 'cancelled', account: { ...account, toSend: 0 } })).toBe(true)
  expect(isAtRest({ ...sending, status: 'cancelled' })).toBe(false)
  expect(isAtRest({ ...sending, status: 'paused' })).toBe(false)
})
