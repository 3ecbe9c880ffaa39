import { Hono, type Context as Request } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { beginSession } from '../../../actions/editor/begin-session.ts'
import { findSignedIn } from '../../../actions/editor/find-signed-in.ts'
import { requestCode } from '../../../actions/editor/request-code.ts'
import { SAMPLE_OWNER } from '../../../actions/installation/load-sample.ts'
import { isSampleInstallation } from '../../../config.ts'
import type { Context } from '../../../context.ts'
import { SIGN_IN_CODE } from '../../../domain/sign-in-code.ts'
import type { SignInLimits } from '../../../limits/sign-in-limits.ts'
import type { SignIn } from '../../../signing-in/create-sign-in.ts'
import { createClientNetwork } from '../../client-network.ts'
import { readForm } from '../../read-form.ts'
import type { Site } from '../../site.ts'
import { toHtml } from '../../to-html.ts'
import { CodePage, SignInPage } from './sign-in-pages.tsx'

export interface SignInRoutes {
  readonly context: Context
  readonly site: Site
  readonly signIn: SignIn
  readonly limits: SignInLimits
}

/** A page of the desk, and nothing that leads elsewhere. */
const ownPath = z
  .string()
  .max(500)
  .regex(/^\/desk(\/[\w./-]*)?(\?[\w.=&%+-]*)?$/)
  .catch('/desk')
const form = z.object({
  address: z.string().max(320).catch(''),
  code: z.string().max(40).catch(''),
  next: ownPath,
})

/** How an editor gets a session. */
export function signInRoutes({ context, site, signIn, limits }: SignInRoutes): Hono {
  const desk = new Hono()
  const networkOf = createClientNetwork(context)
  const secure = site.url.startsWith('https:')
  const sampleOwner = isSampleInstallation(context.config) ? SAMPLE_OWNER : undefined

  desk.get('/sign-in', async (c) => {
    const { next } = form.parse(c.req.query())
    if (await findSignedIn(context, signIn, c.req.raw.headers)) return c.redirect(next, 303)
    return c.html(toHtml(<SignInPage {...{ site, next, sampleOwner }} />))
  })

  desk.post('/codes', async (c) => {
    const { address, next } = form.parse(await readForm(c))
    const request = { address, network: networkOf(c) }
    const requested = await requestCode(context, { signIn, limits }, request)
    switch (requested.outcome) {
      case 'refused':
        return c.html(
          toHtml(<SignInPage {...{ site, next, address, sampleOwner }} problem={requested.problem} />),
          422,
        )
      case 'too-many':
        return c.html(toHtml(<SignInPage {...{ site, next, address }} problem={TOO_MANY} />), 429, {
          'Retry-After': String(Math.ceil(requested.waitMs / 1000)),
        })
      case 'sent':
        keepAddress(c, requested.address)
        return c.redirect(`/desk/codes?next=${encodeURIComponent(next)}`, 303)
    }
  })

  desk.get('/codes', (c) => {
    const address = keptAddress(c)
    const { next } = form.parse(c.req.query())
    if (!address) return c.redirect(`/desk/sign-in?next=${encodeURIComponent(next)}`, 303)
    return c.html(toHtml(<CodePage {...{ site, next, address }} />))
  })

  desk.post('/sessions', async (c) => {
    const { code, next } = form.parse(await readForm(c))
    const address = keptAddress(c)
    if (!address) return c.redirect(`/desk/sign-in?next=${encodeURIComponent(next)}`, 303)
    const attempt = { address, code, network: networkOf(c), headers: c.req.raw.headers }
    const begun = await beginSession(context, { signIn, limits }, attempt)
    if (begun.outcome !== 'begun') {
      const page = <CodePage {...{ site, next, address }} problem={PROBLEMS[begun.outcome]} />
      return c.html(toHtml(page), begun.outcome === 'too-many' ? 429 : 422)
    }
    for (const cookie of begun.cookies) c.header('Set-Cookie', cookie, { append: true })
    return c.redirect(next, 303)
  })

  return desk

  /** Not in the address bar, where others could read it later. */
  function keepAddress(c: Request, address: string): void {
    const age = { maxAge: SIGN_IN_CODE.minutes * 60, path: '/', httpOnly: true, sameSite: 'Lax' } as const
    setCookie(c, 'desk-address', address, { ...age, secure, ...(secure ? { prefix: 'host' } : {}) })
  }

  function keptAddress(c: Request): string | undefined {
    return secure ? getCookie(c, 'desk-address', 'host') : getCookie(c, 'desk-address')
  }
}

const TOO_MANY = 'There were too many attempts from your network. Try again in ten minutes.'
const PROBLEMS = {
  'wrong-code':
    'That is not the code of the newest mail. Look once more; but after ten minutes, or three wrong ones, have another one sent.',
  'too-many': TOO_MANY,
} as const
