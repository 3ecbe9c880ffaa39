/** The wall clock in milliseconds, finer than Date.now(): processes on one machine compare theirs. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}
