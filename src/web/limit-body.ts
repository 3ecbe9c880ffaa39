import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** Only a body that does not say its length is counted: that opens it as a stream, which costs more than all the rest. */
export function limitBody(
  maxSize: number,
  refuse: (c: Context) => Response | Promise<Response>,
): MiddlewareHandler {
  const counted = bodyLimit({ maxSize, onError: refuse })
  return async (c, next) => {
    const length = c.req.header('content-length')
    if (length === undefined) return counted(c, next)
    return Number(length) > maxSize ? refuse(c) : next()
  }
}
