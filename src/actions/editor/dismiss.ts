import { recordAct } from '../../../db/queries/audit-entry.ts'
import { removeEditor } from '../../../db/queries/editor.ts'
import { endSessions } from '../../../db/queries/editor-session.ts'
import type { Context } from '../../context.ts'
import { type ChangeEditorOutcome, changeEditor } from './change-editor.ts'

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
