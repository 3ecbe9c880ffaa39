import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { beginIssue } from '../../../actions/issue/begin.ts'
import { findReadiness } from '../../../actions/issue/find-readiness.ts'
import { listIssues } from '../../../actions/issue/list.ts'
import { parseIssueNumber } from '../../params.ts'
import { readForm } from '../../read-form.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { readSearch } from '../writing/read-search.ts'
import { composeRoutes } from './compose/routes.tsx'
import { IssuesPage } from './issues-page.tsx'
import { scheduleRoutes } from './schedule/routes.tsx'

const begin = z.object({ as: z.uuid().catch(() => randomUUID()) })

/** The list of issues, and the pages of each. */
export function issuesRoutes(parts: DeskParts): Hono<DeskEnv> {
  const { site } = parts
  const desk = new Hono<DeskEnv>()

  desk.get('/issues', async (c) => {
    const { context, editor } = c.var
    const find = readSearch(c).words
    const before = parseIssueNumber(c.req.query('before') ?? '')
    const page = await listIssues(context, { find, before })
    const readiness = await findReadiness(context, page.issues)
    return c.html(toHtml(<IssuesPage {...{ site, editor, find, page, readiness }} />))
  })

  desk.post('/issues', async (c) => {
    const { as } = begin.parse(await readForm(c))
    return c.redirect(`/desk/issues/${await beginIssue(c.var.context, as)}`, 303)
  })

  desk.route('/', composeRoutes(parts))
  desk.route('/', scheduleRoutes(parts))
  return desk
}
