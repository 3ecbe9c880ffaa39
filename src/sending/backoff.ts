const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 20_000

/**
 * How long to wait before the next attempt, in milliseconds: doubles with every attempt; `random` (0 to 1)
 * keeps batches that failed together from coming back together. Never so long that a send would take a
 * minute to go on once Resend answers again.
 */
export function backoff(attempts: number, random: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 10))
  return wait * (0.5 + random / 2)
}
