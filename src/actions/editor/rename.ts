import { recordAct } from '../../../db/queries/audit-entry.ts'
import { setEditorName } from '../../../db/queries/editor.ts'
import type { Context } from '../../context.ts'
import { LONGEST_EDITOR_NAME } from '../../domain/editor.ts'

export type RenameOutcome =
  | { readonly outcome: 'renamed' }
  | { readonly outcome: 'refused'; readonly problem: string }

/** Changes how an editor is called at the desk. */
export async function renameEditor(
  { db, by }: Pick<Context, 'db' | 'by'>,
  id: number,
  typed: string,
): Promise<RenameOutcome> {
  const name = typed.trim()
  if (name === '') return { outcome: 'refused', problem: 'The name is empty.' }
  if (name.length > LONGEST_EDITOR_NAME) {
    return {
      outcome: 'refused',
      problem: `It has ${name.length} characters: ${LONGEST_EDITOR_NAME} at most.`,
    }
  }
  return db.transaction().execute(async (tx) => {
    if (await setEditorName(tx, id, name)) await recordAct(tx, by, { kind: 'editor-renamed', subject: id })
    return { outcome: 'renamed' }
  })
}
