import { Hono } from 'hono'
import { listComparisons } from '../../actions/comparison/list.ts'
import { showComparison } from '../../actions/comparison/show.ts'
import { listSentIssues } from '../../actions/issue/list-sent.ts'
import { viewIssue } from '../../actions/issue/view.ts'
import { mailHeaders } from '../headers.ts'
import { mailAsPage } from '../mail-as-page.ts'
import { ComparisonPage } from '../pages/comparison-page.tsx'
import { HomePage } from '../pages/home-page.tsx'
import { PersonalLinksPage, TestMailPage } from '../pages/inert-link-pages.tsx'
import { IssuesPage } from '../pages/issues-page.tsx'
import { parseIssueNumber, parsePage, parseSlug } from '../params.ts'
import { toHtml } from '../to-html.ts'
import { votesInQuery } from '../votes-in-query.ts'
import type { WebParts } from '../web-parts.ts'

/** What anyone can read. */
export function readingRoutes({ context, site }: WebParts): Hono {
  const web = new Hono()

  web.get('/', async (c) => {
    const page = await listComparisons(context, parsePage(c.req.query('page')))
    if (page.page > 1 && page.rows.length === 0) return c.notFound()
    return c.html(toHtml(<HomePage site={site} page={page} />))
  })

  web.get('/compare/:slug', async (c) => {
    const slug = parseSlug(c.req.param('slug'))
    const comparison = slug && (await showComparison(context, slug))
    if (!comparison) return c.notFound()
    const chosen = votesInQuery(c, comparison)
    return c.html(toHtml(<ComparisonPage {...{ site, comparison, chosen }} />))
  })

  web.get('/issues', async (c) => {
    return c.html(toHtml(<IssuesPage site={site} issues={await listSentIssues(context)} />))
  })

  web.get('/issues/:number', async (c) => {
    const number = parseIssueNumber(c.req.param('number'))
    const html = number && (await viewIssue(context, number))
    if (!html) return c.notFound()
    return c.html(mailAsPage(html), 200, mailHeaders)
  })

  web.get('/issues/:number/personal-links', (c) => {
    const number = parseIssueNumber(c.req.param('number'))
    if (!number) return c.notFound()
    return c.html(toHtml(<PersonalLinksPage site={site} issueNumber={number} />))
  })

  // What follows is the comparison that the link would have voted on.
  web.get('/test-mail/:comparison?', (c) => c.html(toHtml(<TestMailPage site={site} />)))

  return web
}
