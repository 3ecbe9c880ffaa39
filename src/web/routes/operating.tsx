import { Hono } from 'hono'
import { stylesheet, stylesheetHash } from '../stylesheet.ts'
import type { WebParts } from '../web-parts.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'

/** What machines and browsers ask for. */
export function operatingRoutes({
  context,
  ready,
}: WebParts & { ready: () => Promise<Record<string, boolean>> }): Hono {
  const web = new Hono()

  web.get('/assets/site.css', (c) => {
    const current = c.req.query('v') === stylesheetHash
    return c.body(stylesheet, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': current ? FOR_EVER : 'no-cache',
    })
  })

  web.get('/healthz', (c) => c.text('ok', 200, { 'Cache-Control': 'no-store' }))

  web.get('/readyz', async (c) => {
    const checks = await ready().catch((error: unknown) => {
      context.log.error({ err: error }, 'readiness could not be checked')
      return { checks: false }
    })
    const well = Object.values(checks).every(Boolean)
    return c.json(checks, well ? 200 : 503, { 'Cache-Control': 'no-store' })
  })

  return web
}
