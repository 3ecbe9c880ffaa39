import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Site } from './site.ts'

/** What every page is sent with: no scripts, nothing from elsewhere. A route's own headers win. */
export function pageHeaders(site: Site): MiddlewareHandler {
  return secureHeaders({
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'strict-origin-when-cross-origin',
    // For this host alone: what its subdomains do is not ours to decide.
    strictTransportSecurity: site.url.startsWith('https:') ? 'max-age=15552000' : false,
    xFrameOptions: 'DENY',
  })
}

/** For pages whose URL holds a reader's token: kept nowhere, told to nobody. */
export const capabilityHeaders: MiddlewareHandler = async (c, next) => {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex')
  await next()
}

/** For a mail shown as a page: its inline styles and its images, and no more. */
export const mailHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'Cache-Control': 'public, max-age=60',
}
