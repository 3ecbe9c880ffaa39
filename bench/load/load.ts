import { now } from '../now.ts'
import { postAll } from './connection.ts'
import { keepLatencies, type LoadResult } from './latencies.ts'

export interface LoadOptions {
  readonly port: number
  readonly connections: number
  readonly warmUpSeconds: number
  readonly seconds: number
}

/**
 * Posts requests that are made already, as fast as they are answered, and measures each. Ends when the
 * time is up or no request is left; the warm-up does not count.
 */
export async function load(
  { port, connections, warmUpSeconds, seconds }: LoadOptions,
  requests: readonly Buffer[],
): Promise<LoadResult> {
  const latencies = keepLatencies(requests.length)
  const from = now() + warmUpSeconds * 1000
  const until = from + seconds * 1000
  let posted = 0
  let lastAnswer = from
  await Promise.all(
    Array.from({ length: connections }, () => {
      let sentAt = 0
      const next = () => {
        sentAt = now()
        return sentAt < until && posted < requests.length ? requests[posted++] : undefined
      }
      return postAll(port, next, (status) => {
        if (sentAt < from) return
        lastAnswer = now()
        latencies.add(lastAnswer - sentAt, status)
      })
    }),
  )
  return latencies.result((lastAnswer - from) / 1000, posted)
}
