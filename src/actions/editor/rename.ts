import { updateEditor } from '../../../db/queries/editor.ts'
import type { Context } from '../../context.ts'
import { LONGEST_EDITOR_NAME } from '../../domain/editor.ts'

export type RenameOutcome =
  | { readonly outcome: 'renamed' }
  | { readonly outcome: 'refused'; readonly problem: string }

/** Changes how an editor is called at the desk. */
export async function renameEditor(
  { db }: Pick<Context, 'db'>,
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
  await updateEditor(db, id, { name })
  return { outcome: 'renamed' }
}
