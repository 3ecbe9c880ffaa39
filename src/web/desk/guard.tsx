import type { MiddlewareHandler, Context as Request } from 'hono'
import { matchedRoutes } from 'hono/route'
import { findSignedIn } from '../../actions/editor/find-signed-in.ts'
import type { Context } from '../../context.ts'
import { includesRole } from '../../domain/editor.ts'
import type { SignIn } from '../../signing-in/create-sign-in.ts'
import type { Site } from '../site.ts'
import { toHtml } from '../to-html.ts'
import { ACCESS } from './access.ts'
import type { DeskEnv } from './desk-parts.ts'
import { formPage } from './form-page.ts'
import { keptForm } from './kept-form.ts'
import { deskNotFound } from './not-found.tsx'
import { ForbiddenPage, SessionEndedPage } from './sign-in/refused-pages.tsx'

/**
 * Lets a request through to a route for whose role its editor has. Who is not signed in is asked to, wherever they
 * wanted to go; what they had typed is kept on the page.
 */
export function guardDesk(context: Context, site: Site, signIn: SignIn): MiddlewareHandler<DeskEnv> {
  return async (c, next) => {
    const route = routeOf(c)
    const page = c.req.method === 'POST' ? undefined : formPage(new URL(c.req.url).pathname)
    if (page !== undefined) return c.redirect(page, 303)
    const needed = route === undefined ? 'reviewer' : ACCESS[route]
    if (needed === undefined) throw new Error(`${route} is not in the table of who may do what: ACCESS.`)
    if (needed === 'anybody') return next()
    const editor = await findSignedIn(context, signIn, c.req.raw.headers)
    if (!editor) {
      if (c.req.method !== 'POST')
        return c.redirect(`/desk/sign-in?next=${encodeURIComponent(pathOf(c))}`, 303)
      const page = <SessionEndedPage site={site} action={pathOf(c)} kept={await keptForm(c)} />
      return c.html(toHtml(page), 401)
    }
    c.set('editor', editor)
    if (route === undefined) return deskNotFound(c, site, 'page')
    c.set('context', { ...context, by: { editorId: editor.id } })
    if (includesRole(editor.role, needed)) return next()
    return c.html(toHtml(<ForbiddenPage site={site} editor={editor} needed={needed} />), 403)
  }
}

/** "GET /desk/tools/:slug" of the first route that would answer. */
function routeOf(c: Request): string | undefined {
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
  const route = matchedRoutes(c).find((route) => route.method === method)
  return route && `${method} ${route.path}`
}

function pathOf(c: Request): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}
