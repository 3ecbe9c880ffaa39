import { Hono, type Context as Request } from 'hono'
import { z } from 'zod'
import { replaceLinks } from '../../actions/preferences/replace-links.ts'
import { savePreferences } from '../../actions/preferences/save.ts'
import { type PreferencesLink, showPreferences } from '../../actions/preferences/show.ts'
import type { Work } from '../../domain/work.ts'
import { deadReaderLink } from '../dead-reader-link.tsx'
import { capabilityHeaders } from '../headers.ts'
import { PreferencesPage } from '../pages/preferences-page.tsx'
import { LinksReplacedPage, NotSubscribedPage } from '../pages/reader-pages.tsx'
import { readForm } from '../read-form.ts'
import { readSelectionFields } from '../read-selection.ts'
import { toHtml } from '../to-html.ts'
import type { WebParts } from '../web-parts.ts'

const field = z.string().max(100).catch('')
const preferencesForm = z.object({
  version: z.coerce.number().int().catch(-1),
  format: field,
  pausedUntil: field,
})

/** What the link to their preferences in a reader's mails leads to. */
export function preferencesRoutes({
  context,
  site,
  enqueue,
}: WebParts & { enqueue: (work: readonly Work[]) => void }): Hono {
  const web = new Hono()
  web.use('/preferences/*', capabilityHeaders)

  web.get('/preferences/:token', (c) => show(c))
  web.get('/preferences/:token/saved', (c) => show(c, 'saved'))
  web.get('/preferences/:token/welcome', (c) => show(c, 'welcome'))
  web.get('/preferences/:token/back', (c) => show(c, 'back'))

  web.post('/preferences/:token', async (c) => {
    const token = c.req.param('token')
    const fields = await readForm(c)
    const form = { ...preferencesForm.parse(fields), ...readSelectionFields(fields) }
    const result = await savePreferences(context, token, form)
    switch (result.outcome) {
      case 'saved':
        return c.redirect(`/preferences/${token}/saved`, 303)
      case 'refused':
      case 'changed-meanwhile': {
        const { link, outcome: news } = result
        const problems = 'problems' in result ? result.problems : {}
        const chosen = { ...form, categories: form.chosen }
        const page = <PreferencesPage {...{ site, token, link, news, chosen, problems }} />
        return c.html(toHtml(page), news === 'refused' ? 422 : 409)
      }
      default:
        return deadEnd(c, result)
    }
  })

  web.post('/preferences/:token/links', async (c) => {
    const replaced = await replaceLinks(context, c.req.param('token'))
    // Pressed twice: it was open a moment ago, as only the page behind it has the button.
    if (replaced.outcome === 'invalid' || replaced.outcome === 'erased') return deadEnd(c, replaced)
    if (replaced.outcome === 'replaced') enqueue(replaced.work)
    return c.redirect('/links-replaced', 303)
  })

  web.get('/links-replaced', (c) => c.html(toHtml(<LinksReplacedPage site={site} />)))

  return web

  async function show(c: Request, news?: 'saved' | 'welcome' | 'back') {
    const token = c.req.param('token')!
    const link = await showPreferences(context, token)
    if (link.outcome !== 'open') return deadEnd(c, link)
    return c.html(toHtml(<PreferencesPage {...{ site, token, link, ...(news ? { news } : {}) }} />))
  }

  /** What a link that opens no preferences leads to. */
  function deadEnd(c: Request, link: Exclude<PreferencesLink, { outcome: 'open' }>) {
    const token = c.req.param('token')!
    if (link.outcome !== 'not-subscribed') return deadReaderLink(c, { site, token, outcome: link.outcome })
    return c.html(toHtml(<NotSubscribedPage site={site} token={token} reader={link.reader} />))
  }
}
