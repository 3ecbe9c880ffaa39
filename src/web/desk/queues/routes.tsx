import { Hono } from 'hono'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import type { QueueCounts, QueueView } from './queue-view.ts'
import { BOARD_PATH, QueuesPage } from './queues-page.tsx'

/** The board's page loads its own script, style and data, sets a base for their addresses, and no more. */
const BOARD_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"

/** What is in the queues, for owners. Only GET leads to the board, and it is told to change nothing. */
export function queuesRoutes({
  site,
  queues,
}: DeskParts & { readonly queues: QueueView | undefined }): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/queues', async (c) => show(c, await counts(c)))

  desk.get('/queues/board/*', async (c) => {
    if (!queues) return show(c, undefined)
    const answer = await queues.showBoard(c.req.raw, BOARD_PATH)
    c.header('Content-Security-Policy', BOARD_POLICY)
    c.header('Content-Type', answer.headers.get('content-type') ?? 'application/octet-stream')
    const isPage = answer.headers.get('content-type')?.startsWith('text/html')
    const body = isPage ? withoutForeignFonts(await answer.text()) : await answer.arrayBuffer()
    return c.body(body, answer.status as 200)
  })

  return desk

  async function counts(c: DeskRequest): Promise<readonly QueueCounts[] | undefined> {
    try {
      return await queues?.counts()
    } catch (error) {
      c.var.context.log.warn({ err: error }, 'queues could not be counted')
      return undefined
    }
  }

  function show(c: DeskRequest, found: readonly QueueCounts[] | undefined) {
    return c.html(toHtml(<QueuesPage {...{ site, editor: c.var.editor }} queues={found} />))
  }
}

/** An owner's browser tells nobody else that they look at it. */
function withoutForeignFonts(html: string): string {
  return html.replaceAll(/<link[^>]*href="https:[^>]*>/g, '')
}
