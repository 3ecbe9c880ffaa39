import { Hono } from 'hono'
import { routePath } from 'hono/route'
import { mailCode } from '../actions/editor/mail-code.ts'
import type { Context } from '../context.ts'
import { signFormTime } from '../domain/form-time.ts'
import type { Work } from '../domain/work.ts'
import type { Limits } from '../limits/open-limits.ts'
import { createSignIn } from '../signing-in/create-sign-in.ts'
import { createDesk, deskAssetRoutes } from './desk/create-desk.tsx'
import type { QueueView } from './desk/queues/queue-view.ts'
import { enqueueAside } from './enqueue-aside.ts'
import { pageHeaders } from './headers.ts'
import { largestBody } from './largest-body.ts'
import { limitBody } from './limit-body.ts'
import { logRequests } from './log-requests.ts'
import { FailedPage, NotFoundPage, TooLargePage } from './pages/error-pages.tsx'
import { refuseCrossOrigin } from './refuse-cross-origin.tsx'
import { refuseForeignHost } from './refuse-foreign-host.ts'
import { errandRoutes } from './routes/errands.tsx'
import { leavingRoutes } from './routes/leaving.tsx'
import { operatingRoutes } from './routes/operating.tsx'
import { preferencesRoutes } from './routes/preferences.tsx'
import { readingRoutes } from './routes/reading.tsx'
import { subscribingRoutes } from './routes/subscribing.tsx'
import { votingRoutes } from './routes/voting.tsx'
import { toHtml } from './to-html.ts'

export interface WebOptions {
  readonly context: Context
  readonly limits: Limits
  /** Queues what an action left to do. When it fails, the pulse finds the rows. */
  readonly enqueue: (work: readonly Work[]) => Promise<void>
  /** Mounted under /mailbox, with its own headers and limits. */
  readonly mailbox?: Hono
  /** What /readyz answers: each check, and whether it is well. */
  readonly ready: () => Promise<Record<string, boolean>>
  /** Whether pages for readers lead to the desk: on a laptop they do. */
  readonly desk: boolean
  /** What is in the queues, where there are any. */
  readonly queues?: QueueView
  /** Aborted when the server stops: ends what would go on for as long as somebody looks. */
  readonly closing?: AbortSignal
}

const NEVER = new AbortController().signal

/**
 * The site, as a Hono app.
 *
 * @example
 * const web = createWeb({ context, limits, enqueue, ready: async () => ({ database: true }), desk: false })
 * serve({ fetch: web.fetch, hostname: config.host, port: config.port })
 */
export function createWeb({
  context,
  limits,
  enqueue,
  mailbox,
  ready,
  desk,
  queues,
  closing = NEVER,
}: WebOptions): Hono {
  const { config, log } = context
  const formTime = () => signFormTime(config.linkKeys[0]!, new Date())
  const site = { ...config.site, desk, mailbox: mailbox !== undefined, formTime }
  const parts = { context, site }
  const aside = enqueueAside(context, enqueue)
  const signIn = createSignIn(context, { sendCode: async (to) => aside(await mailCode(context, to)) })
  const web = new Hono()

  // Only a laptop shows what nobody else may see.
  if (mailbox) web.use(refuseForeignHost(config.site.url))
  // Before the rest, so that nothing below applies to it.
  if (mailbox) web.route('/mailbox', mailbox)

  web.use(logRequests(log))
  web.use(pageHeaders(site))
  web.use(refuseCrossOrigin(context, site))
  web.use(limitBody(largestBody, (c) => c.html(toHtml(<TooLargePage site={site} />), 413)))

  web.route('/', readingRoutes(parts))
  web.route('/', subscribingRoutes({ ...parts, limits: limits.signUps, enqueue: aside }))
  web.route('/', preferencesRoutes({ ...parts, enqueue: aside }))
  web.route('/', leavingRoutes(parts))
  web.route('/', votingRoutes(parts))
  web.route('/', errandRoutes({ ...parts, enqueue: aside }))
  web.route('/', operatingRoutes({ ...parts, ready }))
  web.route('/', deskAssetRoutes())
  web.route(
    '/desk',
    createDesk({ ...parts, signIn, limits: limits.signIns, enqueue: aside, queues, closing }),
  )

  web.notFound((c) => c.html(toHtml(<NotFoundPage site={site} />), 404))
  web.onError((error, c) => {
    const route = routePath(c, -1)
    log.error({ err: error, method: c.req.method, route }, 'request failed')
    return c.html(toHtml(<FailedPage site={site} />), 500)
  })
  return web
}
