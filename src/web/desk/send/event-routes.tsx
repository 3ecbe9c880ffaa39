import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { renderToStaticMarkup } from 'react-dom/server'
import { findSignedIn } from '../../../actions/editor/find-signed-in.ts'
import { showProgress } from '../../../actions/issue/show-progress.ts'
import type { Context } from '../../../context.ts'
import { includesRole } from '../../../domain/editor.ts'
import { isAtRest, isMoving, type Progress } from '../../../domain/progress.ts'
import type { SignIn } from '../../../signing-in/create-sign-in.ts'
import { parseIssueNumber } from '../../params.ts'
import type { DeskEnv, DeskParts } from '../desk-parts.ts'
import { deskNotFound } from '../not-found.tsx'
import { followTogether } from './follow-together.ts'
import { ProgressView } from './progress-view.tsx'

export interface EventRoutesOptions extends DeskParts {
  readonly context: Context
  readonly signIn: SignIn
  /** Ends every stream, so that the server can stop. */
  readonly closing: AbortSignal
  /** How long until the stream asks again whether its editor is still signed in. */
  readonly sessionCheckMs?: number
}

const MOVING_MS = 1_000
const STANDING_MS = 3_000
const SESSION_CHECK_MS = 30_000

/** What a page is told each second: the status, and the part of the page that changes. */
interface Seen {
  readonly progress: Progress
  readonly data: string
}

/** The progress of a send as server-sent events: each a piece of the page, until there is no more to tell. */
export function sendingEventRoutes({
  site,
  context,
  signIn,
  closing,
  sessionCheckMs = SESSION_CHECK_MS,
}: EventRoutesOptions): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()
  const follow = followTogether<Seen>({
    look: async (number) => {
      const progress = await showProgress(context, number)
      return progress && { progress, data: toData(progress) }
    },
    waitMs: ({ progress }) => {
      if (isAtRest(progress)) return undefined
      return isMoving(progress) ? MOVING_MS : STANDING_MS
    },
    closing,
    onError: (error) => context.log.warn({ err: error }, 'progress could not be read; it is tried again'),
  })

  desk.get('/issues/:number/sending/events', async (c) => {
    const number = parseIssueNumber(c.req.param('number'))
    if (number === undefined || !(await showProgress(context, number))) return deskNotFound(c, site, 'issue')
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
    // Nothing on the way may wait until more has come.
    c.header('X-Accel-Buffering', 'no')
    const response = streamSSE(c, async (stream) => {
      const left = new AbortController()
      stream.onAbort(() => left.abort())
      let checkedAt = Date.now()
      for await (const { data } of follow(number, left.signal)) {
        if (Date.now() - checkedAt >= sessionCheckMs) {
          const editor = await findSignedIn(context, signIn, c.req.raw.headers)
          if (!editor || !includesRole(editor.role, 'editor')) break
          checkedAt = Date.now()
        }
        await stream.writeSSE({ event: 'progress', data })
      }
      if (!closing.aborted) await stream.writeSSE({ event: 'end', data: '' })
    })
    response.headers.set('Cache-Control', 'no-store')
    return response
  })

  return desk
}

function toData(progress: Progress): string {
  const { status } = progress
  return JSON.stringify({ status, html: renderToStaticMarkup(<ProgressView progress={progress} />) })
}
