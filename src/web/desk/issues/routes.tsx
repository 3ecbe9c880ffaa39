import { Hono } from 'hono'
import { beginIssue } from '../../../actions/issue/begin.ts'
import { findReadiness } from '../../../actions/issue/find-readiness.ts'
import { listIssues } from '../../../actions/issue/list.ts'
import { parseIssueNumber } from '../../params.ts'
import { withoutNul } from '../../read-form.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { composeRoutes } from './compose/routes.tsx'
import { IssuesPage } from './issues-page.tsx'
import { scheduleRoutes } from './schedule/routes.tsx'

/** The list of issues, and the pages of each. */
export function issuesRoutes(parts: DeskParts): Hono<DeskEnv> {
  const { site } = parts
  const desk = new Hono<DeskEnv>()

  desk.get('/issues', async (c) => {
    const { context, editor } = c.var
    const find = withoutNul(c.req.query('find') ?? '')
      .trim()
      .slice(0, 200)
    const before = parseIssueNumber(c.req.query('before') ?? '')
    const page = await listIssues(context, { find, before })
    const readiness = await findReadiness(context, page.issues)
    return c.html(toHtml(<IssuesPage {...{ site, editor, find, page, readiness }} />))
  })

  desk.post('/issues', async (c) => c.redirect(`/desk/issues/${await beginIssue(c.var.context)}`, 303))

  desk.route('/', composeRoutes(parts))
  desk.route('/', scheduleRoutes(parts))
  return desk
}
