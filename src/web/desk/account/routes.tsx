import { Hono } from 'hono'
import { z } from 'zod'
import { endOtherSessions } from '../../../actions/editor/end-other-sessions.ts'
import { endSession } from '../../../actions/editor/end-session.ts'
import { listSessions } from '../../../actions/editor/list-sessions.ts'
import { renameEditor } from '../../../actions/editor/rename.ts'
import type { SignIn } from '../../../signing-in/create-sign-in.ts'
import { readForm } from '../../read-form.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { AccountPage } from './account-page.tsx'

const form = z.object({ name: z.string().catch('') })

/** What an editor decides for themselves. */
export function accountRoutes({ site, signIn }: DeskParts & { readonly signIn: SignIn }): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/account', (c) => show(c))

  desk.post('/account/name', async (c) => {
    const { name } = form.parse(await readForm(c))
    const renamed = await renameEditor(c.var.context, c.var.editor.id, name)
    if (renamed.outcome === 'refused') return show(c, { name, problem: renamed.problem })
    return c.redirect('/desk/account', 303)
  })

  desk.post('/account/sign-out', async (c) => {
    await endSession(c.var.context, c.var.editor.id, c.var.editor.sessionId)
    c.header('Set-Cookie', signIn.forgetCookie)
    return c.redirect('/desk/sign-in', 303)
  })

  desk.post('/account/sessions/others/end', async (c) => {
    await endOtherSessions(c.var.context, c.var.editor.id, c.var.editor.sessionId)
    return c.redirect('/desk/account', 303)
  })

  desk.post('/account/sessions/:id/end', async (c) => {
    const id = Number(c.req.param('id'))
    if (Number.isSafeInteger(id)) await endSession(c.var.context, c.var.editor.id, id)
    return c.redirect('/desk/account', 303)
  })

  return desk

  async function show(c: DeskRequest, refused?: { name: string; problem: string }) {
    const { editor } = c.var
    const sessions = await listSessions(c.var.context, editor.id)
    return c.html(toHtml(<AccountPage {...{ site, editor, sessions, refused }} />), refused ? 422 : 200)
  }
}
