import { Hono } from 'hono'
import { z } from 'zod'
import { listTestMails } from '../../../../actions/issue/list-test-mails.ts'
import { lookUpSubscriber } from '../../../../actions/issue/look-up-subscriber.ts'
import { openPreview } from '../../../../actions/issue/open-preview.ts'
import { previewEdition } from '../../../../actions/issue/preview.ts'
import { previewFor } from '../../../../actions/issue/preview-for.ts'
import { sendTestMail } from '../../../../actions/issue/send-test.ts'
import { WHOLE_ISSUE } from '../../../../domain/edition.ts'
import { parseId, parseIssueNumber } from '../../../params.ts'
import { readForm } from '../../../read-form.ts'
import { toHtml } from '../../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../../desk-parts.ts'
import { deskNotFound } from '../../not-found.tsx'
import { issueNumberOf } from '../issue-number.ts'
import { mailDocument, mailDocumentHeaders } from './mail-document.ts'
import { type MailView, parseView } from './mail-view.ts'
import { PreviewPage, type PreviewPageProps } from './preview-page.tsx'
import { SubscriberPage } from './subscriber-page.tsx'
import { TestMailsPage } from './test-mails-page.tsx'

const text = z.string().catch('')
const testMail = z.object({ whom: z.enum(['me', 'others']).catch('others'), to: text, edition: text })
const lookUp = z.object({ address: text })

/** An issue's editions as their readers get them, and its test mails. */
export function issuePreviewRoutes({ site, enqueue }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/issues/:number/preview', (c) => show(c, WHOLE_ISSUE))

  desk.get('/issues/:number/preview/:edition', (c) => show(c, parseIssueNumber(c.req.param('edition'))))

  desk.get('/issues/:number/editions/:edition', async (c) => {
    const { colours, images } = parseView(c.req.query())
    // Where none are named, it is as it is sent: the device says which.
    const found = await findEdition(c, c.req.query('colours') ? { colours } : {})
    if (!found) return deskNotFound(c, site, 'edition')
    return c.html(mailDocument(found.html), 200, mailDocumentHeaders({ images }))
  })

  desk.get('/issues/:number/editions/:edition/text', async (c) => {
    const found = await findEdition(c)
    return found ? c.text(found.text) : deskNotFound(c, site, 'edition')
  })

  desk.post('/issues/:number/preview/subscribers', async (c) => {
    const number = issueNumberOf(c)
    const { address } = lookUp.parse(await readForm(c))
    const found = await lookUpSubscriber(c.var.context, number, address)
    if (found.outcome === 'not-found') return deskNotFound(c, site, 'issue')
    if (found.outcome === 'refused') {
      return show(c, WHOLE_ISSUE, { refusedLookUp: { address, problem: found.problem } })
    }
    return c.redirect(`/desk/issues/${number}/preview/subscribers/${found.subscriberId}`, 303)
  })

  desk.get('/issues/:number/preview/subscribers/:subscriber', async (c) => {
    const { context, editor } = c.var
    const subscriberId = parseId(c.req.param('subscriber'))
    const preview = subscriberId && (await previewFor(context, issueNumberOf(c), subscriberId))
    if (!preview) return deskNotFound(c, site, 'subscriber')
    const view = parseView(c.req.query())
    return c.html(toHtml(<SubscriberPage {...{ site, editor, subscriberId, preview, view }} />))
  })

  desk.post('/issues/:number/test-mails', async (c) => {
    const number = issueNumberOf(c)
    const { whom, to, edition } = testMail.parse(await readForm(c))
    const asked = parseIssueNumber(edition) ?? 0
    const sent = await sendTestMail(c.var.context, number, whom === 'me' ? c.var.editor.address : to, asked)
    switch (sent.outcome) {
      case 'not-found':
        return deskNotFound(c, site, 'issue')
      case 'refused':
        return show(c, sent.field === 'edition' ? WHOLE_ISSUE : asked, {
          refusedTest: { to, edition, field: sent.field, problems: sent.problems },
        })
      case 'queued':
        enqueue(sent.work)
        return c.redirect(`/desk/issues/${number}/test-mails/${sent.mailId}`, 303)
    }
  })

  desk.get('/issues/:number/test-mails/:mail', async (c) => {
    const { context, editor } = c.var
    const mailId = parseId(c.req.param('mail'))
    const tests = mailId && (await listTestMails(context, issueNumberOf(c), mailId))
    if (!tests) return deskNotFound(c, site, 'test mail')
    return c.html(toHtml(<TestMailsPage {...{ site, editor, tests }} />))
  })

  return desk

  async function show(
    c: DeskRequest,
    edition: number | undefined,
    refused: Pick<PreviewPageProps, 'refusedTest' | 'refusedLookUp'> = {},
  ) {
    const { context, editor } = c.var
    const preview = await openPreview(context, issueNumberOf(c), edition ?? 0)
    if (preview === 'no-issue') return deskNotFound(c, site, 'issue')
    if (preview === 'no-edition') return deskNotFound(c, site, 'edition')
    const view = parseView(c.req.query())
    const page = <PreviewPage {...{ site, editor, preview, view, ...refused }} />
    return c.html(toHtml(page), refused.refusedTest || refused.refusedLookUp ? 422 : 200)
  }

  async function findEdition(c: DeskRequest, { colours }: Partial<MailView> = {}) {
    const edition = parseIssueNumber(c.req.param('edition') ?? '') ?? 0
    return previewEdition(c.var.context, issueNumberOf(c), { edition, colours })
  }
}
