import { expect, test } from 'vitest'
import { whyHeld } from '../../../src/actions/batch/why-held.ts'

const now = new Date('2026-12-01T09:00:00Z')
const refusal = { outcome: 'refused', status: 429, reason: 'too many' } as const

test.each([
  [{ fault: 'quota', name: 'daily_quota_exceeded' }, 'when Resend counts a new day'],
  [{ fault: 'quota', name: 'monthly_quota_exceeded' }, 'when Resend counts a new month'],
  [
    { fault: 'quota', name: 'daily_quota_exceeded', waitMs: 5_400_000 },
    'at 2026-12-01T10:30:00.000Z or once',
  ],
  [{ fault: 'api-key', name: 'invalid_api_key' }, 'Set an API key'],
] as const)('a held issue says when it can go on, and what to do: %j', (answer, words) => {
  const why = whyHeld({ ...refusal, ...answer }, 7, now)
  expect(why).toContain('batch 7: too many')
  expect(why).toContain(words)
  expect(why).toContain('then let the issue go on')
})
