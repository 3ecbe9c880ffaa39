import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** Only a body that does not say its length is counted: that opens it as a stream, which costs more than all the rest. */
export function limitBody(
  largest: (path: string) => number,
  refuse: (c: Context) => Response | Promise<Response>,
): MiddlewareHandler {
  return async (c, next) => {
    const maxSize = largest(c.req.path)
    const length = c.req.header('content-length')
    if (length === undefined) return bodyLimit({ maxSize, onError: refuse })(c, next)
    return Number(length) > maxSize ? refuse(c) : next()
  }
}
