/** Between which waits, in milliseconds, attempts move. */
export interface Waits {
  readonly firstMs: number
  readonly longestMs: number
}

/**
 * How long to wait before the next attempt, in milliseconds, after so many `earlier` ones: doubles with each.
 * `random` (0 to 1) keeps what failed together from coming back together.
 */
export function backoff(earlier: number, { firstMs, longestMs }: Waits, random: number): number {
  const wait = Math.min(longestMs, firstMs * 2 ** Math.min(earlier, 10))
  return wait * (0.5 + random / 2)
}
