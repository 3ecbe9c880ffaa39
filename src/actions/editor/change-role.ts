import { recordAct } from '../../../db/queries/audit-entry.ts'
import { updateEditor } from '../../../db/queries/editor.ts'
import { listSeats } from '../../../db/queries/reviewer.ts'
import type { Context } from '../../context.ts'
import type { Role } from '../../domain/editor.ts'
import { type ChangeEditorOutcome, changeEditor } from './change-editor.ts'

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
    const detail = [role, ...(seat ? [seat.name] : [])].join(', ')
    await recordAct(tx, context.by, { kind: 'editor-role-changed', subject: id, detail })
    return { outcome: 'changed' }
  })
}
