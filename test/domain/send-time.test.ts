import { expect, test } from 'vitest'
import { withMomentsIn } from '../../src/domain/send-time.ts'

test.each([
  ['at 2026-12-01T10:30:00.000Z or once more', 'at Tue, 1 Dec 2026, 11:30 (Europe/Berlin) or once more'],
  ['2026-12-01T10:30:00.000Z, UTC', 'Tue, 1 Dec 2026, 10:30 (UTC)'],
  ['2026-12-01T10:30:00Z, America/New_York', 'Tue, 1 Dec 2026, 05:30 (America/New_York)'],
  // What others wrote.
  ['until 2026-12-01T10:30:00Z, Please wait', 'until Tue, 1 Dec 2026, 11:30 (Europe/Berlin), Please wait'],
  ['2026-99-99T99:99:99Z', '2026-99-99T99:99:99Z'],
  ['no moment', 'no moment'],
])('a text that is kept tells its moments in a zone: %s', (text, told) => {
  expect(withMomentsIn('Europe/Berlin', text)).toBe(told)
})
