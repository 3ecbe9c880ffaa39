import { Hono } from 'hono'
import { listAudit } from '../../../actions/audit/list.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { LogPage } from './log-page.tsx'

/** The audit log, for owners. */
export function logRoutes({ site }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()
  desk.get('/log', async (c) => {
    const before = Number(c.req.query('before'))
    const page = await listAudit(
      c.var.context,
      Number.isSafeInteger(before) && before > 0 ? before : undefined,
    )
    return c.html(toHtml(<LogPage {...{ site, editor: c.var.editor, page }} />))
  })
  return desk
}
