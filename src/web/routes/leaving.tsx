import { Hono } from 'hono'
import { z } from 'zod'
import { type ReaderLink, readReaderLink } from '../../actions/subscriber/reader-link.ts'
import { undoUnsubscribe } from '../../actions/subscriber/undo-unsubscribe.ts'
import { unsubscribe } from '../../actions/subscriber/unsubscribe.ts'
import { deadReaderLink } from '../dead-reader-link.tsx'
import { capabilityHeaders } from '../headers.ts'
import { TooLateToUndoPage, UnsubscribedPage, UnsubscribePage } from '../pages/unsubscribe-pages.tsx'
import { readForm } from '../read-form.ts'
import { toHtml } from '../to-html.ts'
import type { WebParts } from '../web-parts.ts'

const LONGEST_REASON = 1000
const leaving = z.object({
  from: z.string().catch(''),
  reason: z
    .string()
    .transform((text) => text.trim().slice(0, LONGEST_REASON))
    .catch(''),
})

/** What the link to unsubscribe leads to: one that we signed works for ever, also when nobody is behind it. */
export function leavingRoutes({ context, site }: WebParts): Hono {
  const web = new Hono()
  web.use('/unsubscribe/*', capabilityHeaders)

  web.get('/unsubscribe/:token', async (c) => {
    const token = c.req.param('token')
    const link = await readReaderLink(context, token)
    if (link.outcome === 'invalid') return deadReaderLink(c, { site, token, outcome: link.outcome })
    if (link.outcome === 'erased' || link.reader.status === 'ended') {
      return c.html(toHtml(unsubscribed(token, link)))
    }
    return c.html(toHtml(<UnsubscribePage site={site} token={token} reader={link.reader} />))
  })

  web.post('/unsubscribe/:token', async (c) => {
    const token = c.req.param('token')
    const form = await readForm(c)
    if (form['List-Unsubscribe'] === 'One-Click') {
      // RFC 8058, 3.1: nobody reads the answer, and a redirect would not be followed.
      const outcome = await unsubscribe(context, token, { how: 'one-click' })
      return c.body(null, outcome === 'invalid' ? 404 : 200)
    }
    const { from, reason } = leaving.parse(form)
    if (from !== 'page') return c.text('Send the form field List-Unsubscribe=One-Click.\n', 400)
    const outcome = await unsubscribe(context, token, { how: 'page', reason })
    if (outcome === 'invalid') return deadReaderLink(c, { site, token, outcome })
    return c.redirect(`/unsubscribe/${token}/done`, 303)
  })

  web.get('/unsubscribe/:token/done', async (c) => {
    const token = c.req.param('token')
    const link = await readReaderLink(context, token)
    if (link.outcome === 'invalid') return deadReaderLink(c, { site, token, outcome: link.outcome })
    if (link.outcome !== 'erased' && link.reader.status !== 'ended') {
      return c.redirect(`/unsubscribe/${token}`, 303)
    }
    return c.html(toHtml(unsubscribed(token, link)))
  })

  web.post('/unsubscribe/:token/undo', async (c) => {
    const token = c.req.param('token')
    const { outcome } = await undoUnsubscribe(context, token)
    switch (outcome) {
      case 'undone':
      case 'subscribed':
        return c.redirect(`/preferences/${token}/back`, 303)
      case 'too-late':
      case 'erased':
        return c.html(toHtml(<TooLateToUndoPage site={site} />), 410)
      case 'revoked':
      case 'invalid':
        return deadReaderLink(c, { site, token, outcome })
    }
  })

  return web

  function unsubscribed(token: string, { outcome }: ReaderLink) {
    return <UnsubscribedPage site={site} undo={outcome === 'open' ? token : undefined} />
  }
}
