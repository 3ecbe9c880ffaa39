import type { MiddlewareHandler } from 'hono'

/**
 * Refuses requests for another host. On a laptop a page anywhere could point a name of its own at
 * 127.0.0.1 and read the mailbox through the reader's browser (DNS rebinding).
 */
export function refuseForeignHost(siteUrl: string): MiddlewareHandler {
  const own = new Set(['localhost', '127.0.0.1', '[::1]', new URL(siteUrl).hostname])
  return async (c, next) => {
    const host = new URL(c.req.url).hostname
    if (own.has(host)) return next()
    return c.text(`This site is not ${host}. Open ${siteUrl}, or set SITE_URL to the address you use.\n`, 421)
  }
}
