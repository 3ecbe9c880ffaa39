import { expect, test } from 'vitest'
import { formatShare, tally } from '../../src/domain/verdict.ts'

test.each([
  [[], '—'],
  [['skip'], '0%'],
  [['ship'], '100%'],
  [['ship', 'skip', 'skip'], '33%'],
] as const)('the share of %j is %s', (verdicts, share) => {
  expect(formatShare(tally(verdicts))).toBe(share)
})
