import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Context } from '../context.ts'

/**
 * Logs each request by its route's pattern: the path itself may hold a reader's token. What went well is for
 * debugging only; a wave of sign-ups would spend more on its lines than on anything else.
 */
export function logRequests(log: Context['log']): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now()
    await next()
    const { status } = c.res
    const level = status < 400 ? 'debug' : 'info'
    if (!log.isLevelEnabled(level)) return
    const ms = Math.round(performance.now() - start)
    log[level]({ method: c.req.method, route: routePath(c, -1), status, ms }, 'request')
  }
}
