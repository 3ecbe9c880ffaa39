import { createMiddleware } from 'hono/factory'
import { problems } from './problem.ts'

const WINDOW_MS = 1000

/**
 * Resend's limit, a window of one second that opens with its first request. In memory: the stand-in is one
 * process. Every answer carries the state; only POSTs count, so that reading what was sent never slows a send.
 */
export function limitRate(requestsPerSecond: number) {
  const limit = Math.ceil(requestsPerSecond)
  let opened = Number.NEGATIVE_INFINITY
  let used = 0

  return createMiddleware(async (c, next) => {
    if (limit === 0 || limit === Number.POSITIVE_INFINITY) return next()
    const now = performance.now()
    if (now - opened >= WINDOW_MS) {
      opened = now
      used = 0
    }
    const refused = c.req.method === 'POST' && used >= limit
    if (c.req.method === 'POST' && !refused) used += 1
    const reset = String(Math.ceil((WINDOW_MS - (now - opened)) / 1000))
    const remaining = String(limit - used)

    const response = refused ? c.json(problems.rateLimit, 429) : await next().then(() => c.res)
    response.headers.set('ratelimit-limit', String(limit))
    response.headers.set('ratelimit-remaining', remaining)
    // A switched-on refusal for the rate brings its own.
    if (!response.headers.has('ratelimit-reset')) response.headers.set('ratelimit-reset', reset)
    if (refused) response.headers.set('retry-after', reset)
    return refused ? response : undefined
  })
}
