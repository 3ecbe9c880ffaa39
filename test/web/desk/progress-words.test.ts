import { expect, test } from 'vitest'
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
  parkedBatches: 0,
  isInDoubt: true,
  awaitsApproval: false,
}
const ASKED = 'where none does, it is asked for under the same key, which mails nobody twice.'

test.each(['paused', 'held', 'cancelled'] as const)(
  'of what is %s, it is said that what has no answer yet is asked for again',
  (status) => {
    const account = { ...paused.account, toSend: status === 'cancelled' ? 0 : 100 }
    const words = progressInWords({ ...paused, account, status })
    expect(words).toMatch(status === 'cancelled' ? /nobody else is mailed/ : /nothing new leaves/)
    expect(words).toContain(ASKED)
    expect(progressInWords({ ...paused, account, status, isInDoubt: false })).not.toContain(ASKED)
  },
)

test('so it is once all mails of a send were handed over', () => {
  const account = { ...paused.account, toSend: 0 }
  const words = progressInWords({ ...paused, account, status: 'sending' })
  expect(words).toContain('All mails were handed over.')
  expect(words).toContain(ASKED)
})
