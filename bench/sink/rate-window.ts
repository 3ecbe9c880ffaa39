/** How requests are counted: in windows that the first request opens, or in the second before each. */
export const WINDOWS = ['fixed', 'sliding'] as const
export type WindowKind = (typeof WINDOWS)[number]

export interface RateWindow {
  /** Counts a request, in milliseconds of any clock that never goes back. */
  take(now: number): RateVerdict
}

export interface RateVerdict {
  readonly allowed: boolean
  readonly remaining: number
  /** Until there is room again, or until the window starts anew. */
  readonly resetMs: number
}

const SECOND = 1000

/** Allows so many requests a second. A refused request does not count. */
export function createRateWindow(perSecond: number, kind: WindowKind): RateWindow {
  return kind === 'fixed' ? fixed(perSecond) : sliding(perSecond)
}

function fixed(perSecond: number): RateWindow {
  let opened = Number.NEGATIVE_INFINITY
  let taken = 0
  return {
    take(now) {
      if (now - opened >= SECOND) {
        opened = now
        taken = 0
      }
      const allowed = taken < perSecond
      if (allowed) taken++
      return { allowed, remaining: perSecond - taken, resetMs: opened + SECOND - now }
    },
  }
}

function sliding(perSecond: number): RateWindow {
  const taken: number[] = []
  return {
    take(now) {
      while (taken.length > 0 && now - taken[0]! >= SECOND) taken.shift()
      const allowed = taken.length < perSecond
      if (allowed) taken.push(now)
      return { allowed, remaining: perSecond - taken.length, resetMs: (taken[0] ?? now) + SECOND - now }
    },
  }
}
