import { expect, test } from 'vitest'
import { isAhead, isStale, sourceProblems } from '../../src/domain/staleness.ts'

test('what was checked ninety days ago is fresh, and a day later stale', () => {
  expect(isStale('2026-08-24', '2026-11-22')).toBe(false)
  expect(isStale('2026-08-23', '2026-11-22')).toBe(true)
})

test('today may have begun elsewhere, but not the day after tomorrow', () => {
  expect(isAhead('2026-11-23', '2026-11-22')).toBe(false)
  expect(isAhead('2026-11-24', '2026-11-22')).toBe(true)
})

test('a price needs a source and a day; a claim has both, and may be stale', () => {
  const claim = { claim: 'Fast.', source: 'https://quill.example', checkedOn: '2026-01-01' }
  const price = { priceSource: 'https://quill.example', priceCheckedOn: '2026-11-01' }
  const today = '2026-11-22'
  expect(sourceProblems({}, today)).toEqual([{ claim: null, trouble: 'unsourced', checkedOn: null }])
  expect(sourceProblems({ ...price, priceSource: null }, today)).toMatchObject([{ trouble: 'unsourced' }])
  expect(sourceProblems(price, today)).toEqual([])
  expect(sourceProblems({ ...price, claims: [claim] }, today)).toEqual([
    { claim: 'Fast.', trouble: 'stale', checkedOn: '2026-01-01' },
  ])
})
