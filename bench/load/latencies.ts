/** What a load came to. Milliseconds. */
export interface LoadResult {
  readonly requests: number
  /** With those of the warm-up, which count nowhere else. */
  readonly posted: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
  readonly max: number
  /** How often each status was the answer. */
  readonly statuses: Readonly<Record<string, number>>
}

/** Keeps the latency of every single request. */
export interface Latencies {
  add(ms: number, status: number): void
  result(seconds: number, posted: number): LoadResult
}

export function keepLatencies(most: number): Latencies {
  const all = new Float64Array(most)
  const statuses = new Map<number, number>()
  let count = 0
  return {
    add(ms, status) {
      all[count++] = ms
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    },
    result(seconds, posted) {
      const sorted = all.subarray(0, count).sort()
      const at = (share: number) => sorted[Math.min(count - 1, Math.ceil(share * count) - 1)] ?? Number.NaN
      return {
        requests: count,
        posted,
        seconds,
        p50: at(0.5),
        p99: at(0.99),
        max: at(1),
        statuses: Object.fromEntries(statuses),
      }
    },
  }
}
