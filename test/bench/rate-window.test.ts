import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRateWindow } from '../../bench/sink/rate-window.ts'

test('a fixed window opens with its first request and lets so many through', () => {
  const window = createRateWindow(2, 'fixed')
  expect([100, 900, 1099, 1100, 1101, 1102].map((at) => window.take(at).allowed)).toEqual([
    true,
    true,
    false,
    true,
    true,
    false,
  ])
})

test('a sliding window counts the second before each request', () => {
  const window = createRateWindow(2, 'sliding')
  expect([100, 900, 1099, 1100, 1899, 1900].map((at) => window.take(at).allowed)).toEqual([
    true,
    true,
    false,
    true,
    false,
    true,
  ])
})

test('whoever is refused is let in after the wait that was named', () => {
  for (const kind of ['fixed', 'sliding'] as const) {
    const window = createRateWindow(1, kind)
    window.take(50)
    const { allowed, resetMs } = window.take(300)
    expect({ allowed, resetMs }).toEqual({ allowed: false, resetMs: 750 })
    expect(window.take(300 + resetMs).allowed).toBe(true)
  }
})

test('no second holds more than a sliding window allows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
      (perSecond, gaps) => {
        const window = createRateWindow(perSecond, 'sliding')
        let at = 0
        const allowed: number[] = []
        for (const gap of gaps) {
          at += gap
          if (window.take(at).allowed) allowed.push(at)
        }
        for (const from of allowed) {
          expect(allowed.filter((other) => other >= from && other < from + 1000).length).toBeLessThanOrEqual(
            perSecond,
          )
        }
      },
    ),
  )
})
