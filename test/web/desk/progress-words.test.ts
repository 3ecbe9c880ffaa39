import { describe, expect, test } from 'vitest'
import type { Progress } from '../../../src/domain/progress.ts'
import { progressInWords } from '../../../src/web/desk/send/progress-words.ts'

const paused: Progress = {
  number: 1,
  status: 'paused',
  sendAt: new Date('2026-12-01T09:00:00Z'),
  now: new Date('2026-12-01T09:00:30Z'),
  account: {
    audience: 300,
    excluded: 0,
    excludedBecause: {},
    accepted: 100,
    rejected: 0,
    unknown: 100,
    toSend: 100,
  },
  acceptedLately: 0,
  latelySince: null,
  parkedBatches: 0,
  onTheirWay: 0,
  askedAgain: 100,
  awaitsApproval: false,
  goesOut: false,
}
const ASKED =
  'Nobody knows yet whether the mail service took 100 mails. It is asked again until it says: whoever had not got the issue gets it then, once.'
const told = (changes: Partial<Omit<Progress, 'account'>>, account: Partial<Progress['account']> = {}) =>
  progressInWords({ ...paused, ...changes, account: { ...paused.account, ...account } })

test('of a stopped issue it is said how many mails wait, how many nobody knows about, and that these are asked for', () => {
  expect(told({})).toBe(`Paused: 100 mails wait until it is let go on. ${ASKED}`)
  expect(told({ status: 'held' })).toBe(`Held: 100 mails wait until it is let go on. ${ASKED}`)
  expect(told({ onTheirWay: 40, askedAgain: 0 }, { unknown: 0 })).toBe(
    'Paused: 60 mails wait until it is let go on. 40 mails are on the way, and the answer is still to come.',
  )
})

test('paused with nothing left to send, it says that there was nothing to stop, and that it ends', () => {
  const END = 'With nothing left to send, it ends by itself.'
  expect(told({}, { toSend: 0 })).toBe(`Paused: no mail was left to stop. ${ASKED} ${END}`)
  expect(told({ status: 'held' }, { toSend: 0 })).not.toContain(END)
  expect(told({ parkedBatches: 1 }, { toSend: 0 })).not.toContain(END)
})

describe('of a cancelled issue', () => {
  const status = 'cancelled'

  test('that nobody else is mailed is said only once nothing is unknown', () => {
    expect(told({ status }, { toSend: 0 })).toBe(`Cancelled. ${ASKED}`)
    expect(told({ status, askedAgain: 0, onTheirWay: 100 }, { unknown: 0 })).toBe(
      'Cancelled. 100 mails are on the way, and the answer is still to come.',
    )
    expect(told({ status, askedAgain: 0 }, { toSend: 0, unknown: 0 })).toBe(
      'Cancelled: nobody else is mailed.',
    )
  })

  test('who is not mailed any more is counted first, beside what is unknown', () => {
    expect(told({ status })).toBe(`Cancelled: those who are not mailed any more are being counted. ${ASKED}`)
  })

  test('what is parked is to be decided, and not asked for', () => {
    expect(told({ status, askedAgain: 0, parkedBatches: 1 }, { toSend: 0 })).toBe(
      'Cancelled: some mails are to be decided on below.',
    )
  })
})

test('mails are called handed over only once none of them is unknown', () => {
  expect(told({ status: 'sending' })).toMatch(/^100 mails to go\. /)
  expect(told({ status: 'sending' })).toContain(ASKED)
  expect(told({ status: 'sending' }, { toSend: 0 })).toBe(ASKED)
  expect(told({ status: 'sending', askedAgain: 0 }, { toSend: 0, unknown: 0 })).toBe(
    'All mails were handed over.',
  )
})

test('an issue whose time has come is said to be prepared unless something keeps it', () => {
  expect(told({ status: 'scheduled', goesOut: true })).toContain('It is being prepared.')
  expect(told({ status: 'scheduled' })).toBe('Its time has come.')
})
