import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import {
  countOwners,
  findEditor,
  lockEditors,
  removeEditor,
  updateEditor,
} from '../../../db/queries/editor.ts'
import { endSessions } from '../../../db/queries/editor-session.ts'
import { listSeats } from '../../../db/queries/reviewer.ts'
import type { Context } from '../../context.ts'
import type { Editor, Role } from '../../domain/editor.ts'

export type ChangeEditorOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'not-found' }
  /** Nobody could invite an owner any more, but from the command line. */
  | { readonly outcome: 'last-owner' }
  | { readonly outcome: 'refused'; readonly problem: string }

/** Gives an editor another role; a reviewer needs a seat. */
export async function changeRole(
  context: Pick<Context, 'db' | 'by'>,
  id: number,
  { role, reviewer }: { readonly role: Role; readonly reviewer: string },
): Promise<ChangeEditorOutcome> {
  return changeEditor(context, id, role === 'owner', async (tx, editor) => {
    const seat = (await listSeats(tx)).find(({ slug }) => slug === reviewer)
    if (reviewer !== '' && !seat)
      return { outcome: 'refused', problem: 'There is no such seat on the panel.' }
    if (role === 'reviewer' && !seat) {
      return { outcome: 'refused', problem: 'A reviewer needs a seat: choose whose reviews they write.' }
    }
    const reviewerId = seat?.id ?? null
    if (role === editor.role && reviewerId === editor.reviewerId) return { outcome: 'changed' }
    await updateEditor(tx, id, { role, reviewerId })
    const detail = [role, ...(seat ? [seat.slug] : [])].join(', ')
    await recordAct(tx, context.by, { kind: 'editor-role-changed', subject: id, detail })
    return { outcome: 'changed' }
  })
}

/** Ends an editor's sessions and lets them begin no other. What they did stays in the log. */
export async function dismissEditor(
  context: Pick<Context, 'db' | 'by'>,
  id: number,
): Promise<ChangeEditorOutcome> {
  return changeEditor(context, id, false, async (tx) => {
    await removeEditor(tx, id)
    await endSessions(tx, id)
    await recordAct(tx, context.by, { kind: 'editor-removed', subject: id })
    return { outcome: 'changed' }
  })
}

/** Under a lock, so that of two owners who remove each other one stays. */
async function changeEditor(
  { db }: Pick<Context, 'db'>,
  id: number,
  staysOwner: boolean,
  change: (tx: Db, editor: Editor) => Promise<ChangeEditorOutcome>,
): Promise<ChangeEditorOutcome> {
  return db.transaction().execute(async (tx) => {
    await lockEditors(tx)
    const editor = await findEditor(tx, id)
    if (!editor) return { outcome: 'not-found' }
    if (editor.role === 'owner' && !staysOwner && (await countOwners(tx)) === 1)
      return { outcome: 'last-owner' }
    return change(tx, editor)
  })
}
