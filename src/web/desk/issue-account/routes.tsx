import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Hono } from 'hono'
import { z } from 'zod'
import { downloadDeliveries } from '../../../actions/delivery/download.ts'
import { listDeliveries } from '../../../actions/delivery/list.ts'
import { showAccount } from '../../../actions/issue/show-account.ts'
import { LISTED_STATES } from '../../../domain/listed-delivery.ts'
import { readForm } from '../../read-form.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { issueNumberOf } from '../issues/issue-number.ts'
import { deskNotFound } from '../not-found.tsx'
import { DeliveriesPage } from './deliveries-page.tsx'
import { IssueAccountPage } from './issue-account-page.tsx'

const listed = z.object({
  state: z.enum(LISTED_STATES).catch('rejected'),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).catch(0),
})

/** What came of an issue, afterwards. */
export function issueAccountRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/issues/:number/account', async (c) => {
    const { context, editor } = c.var
    const account = await showAccount(context, issueNumberOf(c))
    if (!account) return deskNotFound(c, site, 'issue')
    return c.html(toHtml(<IssueAccountPage {...{ site, editor, ...account }} />))
  })

  desk.get('/issues/:number/account/deliveries', async (c) => {
    const { context, editor } = c.var
    const number = issueNumberOf(c)
    const { state, after } = listed.parse(c.req.query())
    const page = await listDeliveries(context, number, { state, after })
    if (!page) return deskNotFound(c, site, 'issue')
    return c.html(toHtml(<DeliveriesPage {...{ site, editor, number, state, page }} />))
  })

  // It changes nothing but the log, which is why it is no GET.
  desk.post('/issues/:number/account/downloads', async (c) => {
    const number = issueNumberOf(c)
    const { state } = listed.parse(await readForm(c))
    const download = await downloadDeliveries(c.var.context, number, state)
    if (download.outcome === 'not-found') return deskNotFound(c, site, 'issue')
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', `attachment; filename="issue-${number}-${state}.csv"`)
    // One that fails half-way ends the connection, so that nobody takes it for the whole.
    const bytes = Readable.from(download.pieces, { objectMode: false })
    return c.body(Readable.toWeb(bytes) as ReadableStream<Uint8Array<ArrayBuffer>> as never)
  })

  return desk
}
