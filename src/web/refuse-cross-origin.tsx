import type { MiddlewareHandler, Context as Request } from 'hono'
import type { Context } from '../context.ts'
import { CrossOriginPage } from './pages/error-pages.tsx'
import type { Site } from './site.ts'
import { toHtml } from './to-html.ts'

/** RFC 8058: mail providers press the button for the reader, from wherever they are. */
const FROM_ANYWHERE = /^\/unsubscribe\/[^/]+$/

/** Where the token in the path is proof enough that the form is ours. */
const BY_TOKEN = /^\/(confirm|preferences|unsubscribe|votes|errands)\//

/** Refuses what another site had the reader's browser send. What no browser sent carries neither header. */
export function refuseCrossOrigin({ config }: Context, site: Site): MiddlewareHandler {
  const { production, port } = config
  const loopback = production ? [] : [`http://127.0.0.1:${port}`, `http://localhost:${port}`]
  const origins = new Set([site.url, ...loopback])
  return async (c, next) => {
    if (reads(c) || FROM_ANYWHERE.test(c.req.path) || isOurs(c, origins)) return next()
    return c.html(toHtml(<CrossOriginPage site={site} />), 403)
  }
}

function reads({ req }: Request): boolean {
  return req.method === 'GET' || req.method === 'HEAD'
}

/**
 * The browser's own word comes first. Older browsers only name the origin, and from a page with
 * `no-referrer`, such as those behind links in mails, they call it `null` even to the page's own site.
 */
function isOurs({ req }: Request, origins: ReadonlySet<string>): boolean {
  const site = req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = req.header('origin')
  if (origin === 'null') return BY_TOKEN.test(req.path)
  return origin === undefined || origins.has(origin)
}
