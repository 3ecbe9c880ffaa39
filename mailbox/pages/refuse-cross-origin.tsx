import type { MiddlewareHandler } from 'hono'
import { CrossOriginPage } from './message-pages.tsx'
import { pageHeaders } from './response-headers.ts'
import { toHtml } from './to-html.ts'

/** Refuses forms that another site had the reader's browser send. Programs send neither header. */
export const refuseCrossOrigin: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin') ?? new URL(c.req.url).origin
  const own = site ? site === 'same-origin' || site === 'none' : origin === new URL(c.req.url).origin
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || own) return next()
  return c.html(toHtml(<CrossOriginPage />), 403, pageHeaders)
}
