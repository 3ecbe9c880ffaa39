import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Context } from '../context.ts'

/** Logs each request by its route's pattern: the path itself may hold a reader's token. */
export function logRequests(log: Context['log']): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now()
    await next()
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    log[reads ? 'debug' : 'info'](
      {
        method: c.req.method,
        route: routePath(c, -1),
        status: c.res.status,
        ms: Math.round(performance.now() - start),
      },
      'request',
    )
  }
}
