import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type pg from 'pg'
import { base } from '../base.ts'
import type { Faults } from '../faults/create-faults.ts'
import { findMail } from '../store/find-mail.ts'
import { listWebhooks } from '../store/list-webhooks.ts'
import { isUuid } from '../uuid.ts'
import type { Webhooks } from '../webhooks/create-webhooks.ts'
import { isLaterEvent } from '../webhooks/events.ts'
import { faultsRoutes } from './faults-routes.tsx'
import { framedHtml } from './framed-html.ts'
import { loadMailbox } from './load-mailbox.ts'
import { MailPage } from './mail-page.tsx'
import { parseView } from './mail-view.ts'
import { MailboxPage } from './mailbox-page.tsx'
import { FailedPage, NotFoundPage } from './message-pages.tsx'
import { refuseCrossOrigin } from './refuse-cross-origin.tsx'
import { frameHeaders, pageHeaders } from './response-headers.ts'
import { toHtml } from './to-html.ts'

const LARGEST_FORM = 64 * 1024

export interface PagesOptions {
  readonly pool: pg.Pool
  readonly faults: Faults
  readonly webhooks: Webhooks | undefined
  readonly onError: (error: unknown) => void
}

/** The pages at which one reads what was sent, and has it go wrong: no scripts, and only POST changes anything. */
export function createPages({ pool, faults, webhooks, onError }: PagesOptions): Hono {
  const pages = new Hono()
  pages.use(refuseCrossOrigin, bodyLimit({ maxSize: LARGEST_FORM }))

  pages.get('/', async (c) => {
    const { search, after, before } = c.req.query()
    const mailbox = await loadMailbox(pool, { search, after, before })
    return c.html(toHtml(<MailboxPage {...mailbox} />), 200, pageHeaders)
  })

  pages.route('/faults', faultsRoutes(faults))

  pages.get('/:id', async (c) => {
    const mail = await mailOf(c.req.param('id'))
    if (!mail) return c.html(toHtml(<NotFoundPage />), 404, pageHeaders)
    const view = parseView(mail, c.req.query())
    const told = webhooks && view.name === 'webhooks' ? await listWebhooks(pool, mail.id) : undefined
    return c.html(toHtml(<MailPage mail={mail} view={view} webhooks={told} />), 200, pageHeaders)
  })

  pages.post('/:id/webhooks', async (c) => {
    const mail = await mailOf(c.req.param('id'))
    const { event } = await c.req.parseBody()
    if (!mail || !webhooks || !isLaterEvent(event)) return c.html(toHtml(<NotFoundPage />), 404, pageHeaders)
    await webhooks.send(mail, event)
    return c.redirect(`${base}/${mail.id}?view=webhooks`, 303)
  })

  pages.get('/:id/html', async (c) => {
    const mail = await mailOf(c.req.param('id'))
    if (!mail?.html) return c.html(toHtml(<NotFoundPage />), 404, pageHeaders)
    const scheme = c.req.query('scheme') === 'dark' ? 'dark' : 'light'
    return c.html(framedHtml(mail.html, scheme), 200, frameHeaders)
  })

  pages.all('*', (c) => {
    if (c.req.path === `${base}/`) return c.redirect(base)
    return c.html(toHtml(<NotFoundPage />), 404, pageHeaders)
  })
  pages.onError((error, c) => {
    onError(error)
    return c.html(toHtml(<FailedPage />), 500, pageHeaders)
  })
  return pages

  async function mailOf(id: string) {
    return isUuid(id) ? findMail(pool, id) : undefined
  }
}
