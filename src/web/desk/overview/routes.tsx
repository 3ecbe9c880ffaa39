import { Hono } from 'hono'
import { showThisWeek } from '../../../actions/issue/this-week.ts'
import { listBounced } from '../../../actions/subscriber/list-bounced.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { OverviewPage } from './overview-page.tsx'

/** The desk's first page. */
export function overviewRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()
  desk.get('/', async (c) => {
    const { context, editor } = c.var
    const [week, bounced] = await Promise.all([showThisWeek(context), listBounced(context)])
    return c.html(toHtml(<OverviewPage {...{ site, editor, week, bounced }} />))
  })
  return desk
}
