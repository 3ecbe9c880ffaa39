import { Hono, type Context as Request } from 'hono'
import { z } from 'zod'
import { adoptSubscription } from '../../actions/errand/adopt.ts'
import { askErrand } from '../../actions/errand/ask.ts'
import { askMove } from '../../actions/errand/ask-move.ts'
import { makeDownload } from '../../actions/errand/download.ts'
import { eraseSubscriber } from '../../actions/errand/erase.ts'
import { confirmMove } from '../../actions/errand/move.ts'
import { type DeadErrand, readErrandLink } from '../../actions/errand/read-link.ts'
import { readReaderLink } from '../../actions/subscriber/reader-link.ts'
import { ERRAND_KINDS } from '../../domain/errand.ts'
import type { Work } from '../../domain/work.ts'
import { deadReaderLink } from '../dead-reader-link.tsx'
import { capabilityHeaders } from '../headers.ts'
import { ErasedPage, ErasePage, NotErasedPage } from '../pages/erasure-pages.tsx'
import {
  ClosedErrandPage,
  DownloadPage,
  ErrandAskedPage,
  ExpiredErrandPage,
  InvalidErrandPage,
} from '../pages/errand-pages.tsx'
import {
  AdoptPage,
  ChangeAddressPage,
  MovedPage,
  MovePage,
  MoveUnderWayPage,
  SuppressedAddressPage,
} from '../pages/move-pages.tsx'
import { readForm } from '../read-form.ts'
import { toHtml } from '../to-html.ts'
import type { WebParts } from '../web-parts.ts'

const changeOfAddress = z.object({ address: z.string().catch('') })

const PAGES = { download: DownloadPage, erase: ErasePage, move: MovePage, adopt: AdoptPage } as const

/** What readers ask for on their preferences page, and the links in the mails that ask whether they meant it. */
export function errandRoutes({
  context,
  site,
  enqueue,
}: WebParts & { enqueue: (work: readonly Work[]) => void }): Hono {
  const web = new Hono()
  web.use('/preferences/:token/:form', capabilityHeaders)
  web.use('/errands/*', capabilityHeaders)

  for (const [form, kind] of [
    ['download', 'download'],
    ['erasure', 'erase'],
  ] as const) {
    web.post(`/preferences/:token/${form}`, async (c) => {
      const token = c.req.param('token')
      const asked = await askErrand(context, token, kind)
      if (asked.outcome !== 'asked') return deadReaderLink(c, { site, token, outcome: asked.outcome })
      enqueue(asked.work)
      return c.redirect(`/preferences/${token}/asked`, 303)
    })
  }

  web.post('/preferences/:token/address', async (c) => {
    const token = c.req.param('token')
    const { address } = changeOfAddress.parse(await readForm(c))
    const asked = await askMove(context, token, address)
    if (asked.outcome === 'not-subscribed') return c.redirect(`/preferences/${token}`, 303)
    if (asked.outcome === 'refused') {
      const refused = { address, problem: asked.problem }
      return c.html(toHtml(<ChangeAddressPage site={site} token={token} refused={refused} />), 422)
    }
    if (asked.outcome !== 'asked') return deadReaderLink(c, { site, token, outcome: asked.outcome })
    enqueue(asked.work)
    return c.redirect(`/preferences/${token}/asked`, 303)
  })

  web.get('/preferences/:token/asked', async (c) => {
    const token = c.req.param('token')
    const link = await readReaderLink(context, token)
    if (link.outcome !== 'open') return deadReaderLink(c, { site, token, outcome: link.outcome })
    return c.html(toHtml(<ErrandAskedPage site={site} reader={link.reader} />))
  })

  for (const kind of ERRAND_KINDS) {
    const Page = PAGES[kind]
    web.get(`/errands/${kind}/:token`, async (c) => {
      const token = c.req.param('token')
      const errand = await readErrandLink(context, kind, token)
      if (errand.outcome !== 'open') return deadEnd(c, errand)
      return c.html(toHtml(<Page site={site} token={token} errand={errand} />))
    })
  }

  web.post('/errands/download/:token', async (c) => {
    const made = await makeDownload(context, c.req.param('token'))
    if (made.outcome !== 'made') return deadEnd(c, made)
    c.header('Content-Disposition', 'attachment; filename="my-data.json"')
    return c.body(JSON.stringify(made.download, null, 2), 200, { 'Content-Type': 'application/json' })
  })

  web.post('/errands/erase/:token', async (c) => {
    const token = c.req.param('token')
    const erased = await eraseSubscriber(context, token)
    if (erased.outcome === 'mailbox-away') {
      return c.html(toHtml(<NotErasedPage site={site} token={token} />), 503)
    }
    if (erased.outcome !== 'erased') return deadEnd(c, erased)
    enqueue(erased.work)
    return c.redirect('/errands/erased', 303)
  })

  web.post('/errands/move/:token', async (c) => {
    const move = await confirmMove(context, c.req.param('token'))
    if (move.outcome !== 'under-way') return deadEnd(c, move)
    enqueue(move.work)
    return c.redirect('/errands/moving', 303)
  })

  web.post('/errands/adopt/:token', async (c) => {
    const adopted = await adoptSubscription(context, c.req.param('token'))
    if (adopted.outcome === 'suppressed') return c.html(toHtml(<SuppressedAddressPage site={site} />), 409)
    if (adopted.outcome !== 'moved') return deadEnd(c, adopted)
    enqueue(adopted.work)
    return c.redirect('/errands/moved', 303)
  })

  web.get('/errands/erased', (c) => c.html(toHtml(<ErasedPage site={site} />)))
  web.get('/errands/moving', (c) => c.html(toHtml(<MoveUnderWayPage site={site} />)))
  web.get('/errands/moved', (c) => c.html(toHtml(<MovedPage site={site} />)))

  return web

  /** What an errand's link leads to that does nothing. */
  function deadEnd(c: Request, { outcome }: DeadErrand) {
    switch (outcome) {
      case 'expired':
        return c.html(toHtml(<ExpiredErrandPage site={site} />), 410)
      case 'closed':
        return c.html(toHtml(<ClosedErrandPage site={site} />), 410)
      case 'invalid':
        return c.html(toHtml(<InvalidErrandPage site={site} />), 404)
    }
  }
}
