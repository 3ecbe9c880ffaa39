import { Hono } from 'hono'
import { readReaderLink, unsubscribe } from '../../actions/subscriber/unsubscribe.ts'
import { capabilityHeaders } from '../headers.ts'
import {
  InvalidReaderLinkPage,
  PreferencesPage,
  UnsubscribedPage,
  UnsubscribePage,
} from '../pages/reader-pages.tsx'
import { readForm } from '../read-form.ts'
import { toHtml } from '../to-html.ts'
import type { WebParts } from '../web-parts.ts'

/** What the links in a reader's mails lead to. */
export function leavingRoutes({ context, site }: WebParts): Hono {
  const web = new Hono()
  web.use('/preferences/*', capabilityHeaders)
  web.use('/unsubscribe/*', capabilityHeaders)

  web.get('/preferences/:token', async (c) => {
    const token = c.req.param('token')
    const reader = await readReaderLink(context, token)
    if (!reader) return c.html(toHtml(<InvalidReaderLinkPage site={site} />), 404)
    return c.html(toHtml(<PreferencesPage site={site} token={token} reader={reader} />))
  })

  web.get('/unsubscribe/:token', async (c) => {
    const token = c.req.param('token')
    const reader = await readReaderLink(context, token)
    if (!reader) return c.html(toHtml(<InvalidReaderLinkPage site={site} />), 404)
    return c.html(toHtml(<UnsubscribePage site={site} token={token} reader={reader} />))
  })

  web.post('/unsubscribe/:token', async (c) => {
    const token = c.req.param('token')
    const form = await readForm(c)
    if (form['List-Unsubscribe'] === 'One-Click') {
      // RFC 8058, 3.1: nobody reads the answer, and a redirect would not be followed.
      const outcome = await unsubscribe(context, token, 'one-click')
      return c.body(null, outcome === 'invalid' ? 404 : 200)
    }
    if (form.from !== 'page') return c.text('Send the form field List-Unsubscribe=One-Click.\n', 400)
    const outcome = await unsubscribe(context, token, 'page')
    if (outcome === 'invalid') return c.html(toHtml(<InvalidReaderLinkPage site={site} />), 404)
    return c.redirect(`/unsubscribe/${token}/done`, 303)
  })

  web.get('/unsubscribe/:token/done', async (c) => {
    const token = c.req.param('token')
    const reader = await readReaderLink(context, token)
    if (!reader) return c.html(toHtml(<InvalidReaderLinkPage site={site} />), 404)
    if (reader.status !== 'ended') return c.redirect(`/unsubscribe/${token}`, 303)
    return c.html(toHtml(<UnsubscribedPage site={site} />))
  })

  return web
}
