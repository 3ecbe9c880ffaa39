import { Hono } from 'hono'
import { findReadiness } from '../../../actions/issue/find-readiness.ts'
import { listIssues } from '../../../actions/issue/list.ts'
import { showIssue } from '../../../actions/issue/show.ts'
import { parseIssueNumber } from '../../params.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import { IssuePage } from './issue-page.tsx'
import { IssuesPage } from './issues-page.tsx'

/** Every issue there is, and each by itself. */
export function issuesRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/issues', async (c) => {
    const { context, editor } = c.var
    const issues = await listIssues(context)
    const readiness = await findReadiness(context, issues)
    return c.html(toHtml(<IssuesPage {...{ site, editor, issues, readiness }} />))
  })

  desk.get('/issues/:number', async (c) => {
    const { context, editor } = c.var
    const number = parseIssueNumber(c.req.param('number'))
    const issue = number === undefined ? undefined : await showIssue(context, number)
    if (!issue) return deskNotFound(c, site, 'issue')
    return c.html(toHtml(<IssuePage {...{ site, editor, issue }} />))
  })

  return desk
}
