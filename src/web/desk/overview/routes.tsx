import { Hono } from 'hono'
import { findReadiness } from '../../../actions/issue/find-readiness.ts'
import { showThisWeek } from '../../../actions/issue/this-week.ts'
import { listBounced } from '../../../actions/subscriber/list-bounced.ts'
import { listTools } from '../../../actions/tool/list.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { OverviewPage } from './overview-page.tsx'

/** The desk's first page. */
export function overviewRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()
  desk.get('/', async (c) => {
    const { context, editor } = c.var
    const { reviewerId } = editor
    const unreviewed = { words: '', page: 1, category: '', unreviewed: true, withdrawn: false }
    const [week, bounced, missing] = await Promise.all([
      showThisWeek(context),
      listBounced(context),
      reviewerId === null ? undefined : listTools(context, unreviewed, reviewerId),
    ])
    const held = week.open.filter(({ status, account }) => status === 'held' && account.audience === 0)
    const next = week.next && week.next.comparisons.length > 0 ? [week.next] : []
    const readiness = await findReadiness(context, [...next, ...week.alsoScheduled, ...held])
    return c.html(toHtml(<OverviewPage {...{ site, editor, week, readiness, bounced, missing }} />))
  })
  return desk
}
