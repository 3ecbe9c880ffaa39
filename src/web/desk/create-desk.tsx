import { Hono, type MiddlewareHandler } from 'hono'
import type { Context } from '../../context.ts'
import type { SignInLimits } from '../../limits/sign-in-limits.ts'
import type { SignIn } from '../../signing-in/create-sign-in.ts'
import { accountRoutes } from './account/routes.tsx'
import { approvalRuleRoutes } from './approval-rule/routes.tsx'
import { calendarRoutes } from './calendar/routes.tsx'
import { categoriesRoutes } from './categories/routes.tsx'
import { comparisonsRoutes } from './comparisons/routes.tsx'
import { contentRoutes } from './content/routes.tsx'
import { deskScript, deskScriptHash, deskStylesheet, deskStylesheetHash } from './desk-assets.ts'
import type { DeskEnv, DeskParts } from './desk-parts.ts'
import { editorsRoutes } from './editors/routes.tsx'
import { guardDesk } from './guard.tsx'
import { issueAccountRoutes } from './issue-account/routes.tsx'
import { approvalRoutes } from './issues/approval/routes.tsx'
import { preflightRoutes } from './issues/preflight/routes.tsx'
import { issuePreviewRoutes } from './issues/preview/routes.tsx'
import { issuesRoutes } from './issues/routes.tsx'
import { logRoutes } from './log/routes.tsx'
import { overviewRoutes } from './overview/routes.tsx'
import type { QueueView } from './queues/queue-view.ts'
import { queuesRoutes } from './queues/routes.tsx'
import { reviewersRoutes } from './reviewers/routes.tsx'
import { sendingEventRoutes } from './send/event-routes.tsx'
import { sendingRoutes } from './send/routes.tsx'
import { signInRoutes } from './sign-in/routes.tsx'
import { reviewRoutes } from './tools/review-routes.tsx'
import { toolsRoutes } from './tools/routes.tsx'
import { previewRoutes } from './writing/routes.tsx'

export interface DeskOptions extends DeskParts {
  readonly context: Context
  readonly signIn: SignIn
  readonly limits: SignInLimits
  readonly queues: QueueView | undefined
  /** Ends what a page follows, so that the server can stop. */
  readonly closing: AbortSignal
}

/** The editors' side of the site, to be mounted under /desk. */
export function createDesk({
  context,
  site,
  signIn,
  limits,
  enqueue,
  queues,
  closing,
}: DeskOptions): Hono<DeskEnv> {
  const parts = { site, enqueue }
  const desk = new Hono<DeskEnv>()
  desk.use(deskHeaders)
  desk.use(guardDesk(context, site, signIn))
  desk.route('/', signInRoutes({ context, site, signIn, limits }))
  desk.route('/', overviewRoutes(parts))
  desk.route('/', issuesRoutes(parts))
  desk.route('/', issuePreviewRoutes(parts))
  desk.route('/', comparisonsRoutes(parts))
  desk.route('/', toolsRoutes(parts))
  desk.route('/', reviewRoutes(parts))
  desk.route('/', reviewersRoutes(parts))
  desk.route('/', categoriesRoutes(parts))
  desk.route('/', contentRoutes(parts))
  desk.route('/', previewRoutes())
  desk.route('/', calendarRoutes(parts))
  desk.route('/', preflightRoutes(parts))
  desk.route('/', approvalRoutes(parts))
  desk.route('/', approvalRuleRoutes(parts))
  desk.route('/', sendingRoutes(parts))
  desk.route('/', sendingEventRoutes({ ...parts, context, signIn, closing }))
  desk.route('/', issueAccountRoutes(parts))
  desk.route('/', accountRoutes({ ...parts, signIn }))
  desk.route('/', editorsRoutes(parts))
  desk.route('/', logRoutes(parts))
  desk.route('/', queuesRoutes({ ...parts, queues }))
  return desk
}

/** Kept nowhere. Scripts are our own, and a page may show another of ours within. */
const deskHeaders: MiddlewareHandler = async (c, next) => {
  c.header('Cache-Control', 'no-store')
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  )
  await next()
}

const FOR_EVER = 'public, max-age=31536000, immutable'

/** The desk's style and script, for anybody: they say nothing. */
export function deskAssetRoutes(): Hono {
  const web = new Hono()
  const serve = (path: string, type: string, body: string, hash: string) =>
    web.get(path, (c) =>
      c.body(body, 200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Cache-Control': c.req.query('v') === hash ? FOR_EVER : 'no-cache',
      }),
    )
  serve('/assets/desk.css', 'text/css', deskStylesheet, deskStylesheetHash)
  serve('/assets/desk.js', 'text/javascript', deskScript, deskScriptHash)
  return web
}
