import { Hono } from 'hono'
import { z } from 'zod'
import type { ChangeEditorOutcome } from '../../../actions/editor/change-editor.ts'
import { changeRole } from '../../../actions/editor/change-role.ts'
import { dismissEditor } from '../../../actions/editor/dismiss.ts'
import { inviteEditor } from '../../../actions/editor/invite.ts'
import { listEditors } from '../../../actions/editor/list.ts'
import { ROLES } from '../../../domain/editor.ts'
import { readForm } from '../../read-form.ts'
import { toHtml } from '../../to-html.ts'
import type { DeskEnv, DeskParts, DeskRequest } from '../desk-parts.ts'
import { EditorsPage, type EditorsPageProps } from './editors-page.tsx'

const text = z.string().max(1000).catch('')
const invitation = z.object({ address: text, role: text, name: text, reviewer: text })
const roleChange = z.object({ role: z.enum(ROLES).catch('editor'), reviewer: text })

/** Who may sign in, for owners. */
export function editorsRoutes({ site, enqueue }: DeskParts): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>()

  desk.get('/editors', (c) => show(c))

  desk.post('/editors', async (c) => {
    const typed = invitation.parse(await readForm(c))
    const invited = await inviteEditor(c.var.context, typed)
    if (invited.outcome === 'refused') return show(c, { invitation: typed, problems: invited.problems })
    enqueue(invited.work)
    return c.redirect('/desk/editors?invited', 303)
  })

  desk.post('/editors/:id/role', async (c) => {
    const typed = roleChange.parse(await readForm(c))
    const changed = await changeRole(c.var.context, idOf(c), typed)
    const change = { id: idOf(c), ...typed }
    if (changed.outcome === 'last-owner') return show(c, { change, problems: { role: lastOwner(c) } })
    if (changed.outcome === 'refused') return show(c, { change, problems: { reviewer: changed.problem } })
    return answer(c, changed)
  })

  desk.post('/editors/:id/removal', async (c) => answer(c, await dismissEditor(c.var.context, idOf(c))))

  return desk

  async function answer(c: DeskRequest, changed: ChangeEditorOutcome) {
    switch (changed.outcome) {
      case 'changed':
        return c.redirect('/desk/editors', 303)
      case 'not-found':
        return show(c, { trouble: 'They are no editor any more.' })
      case 'last-owner':
        return show(c, { trouble: lastOwner(c) })
      case 'refused':
        return show(c, { trouble: changed.problem })
    }
  }

  async function show(c: DeskRequest, refused?: EditorsPageProps['refused']) {
    const { editors, seats } = await listEditors(c.var.context)
    const isInvited = c.req.query('invited') !== undefined
    const page = <EditorsPage {...{ site, editor: c.var.editor, editors, seats, refused, isInvited }} />
    return c.html(toHtml(page), refused ? 422 : 200)
  }
}

function lastOwner(c: DeskRequest): string {
  const who = idOf(c) === c.var.editor.id ? 'You are' : 'They are'
  return `${who} the last owner. Make somebody else an owner first.`
}

function idOf(c: DeskRequest): number {
  const id = Number(c.req.param('id'))
  return Number.isSafeInteger(id) && id > 0 && id < 2 ** 31 ? id : 0
}
