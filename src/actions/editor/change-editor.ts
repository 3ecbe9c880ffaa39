import type { Db } from '../../../db/connect.ts'
import { countOwners, findEditor, lockEditors } from '../../../db/queries/editor.ts'
import type { Context } from '../../context.ts'
import type { Editor } from '../../domain/editor.ts'

export type ChangeEditorOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'not-found' }
  /** Nobody could invite an owner any more, but from the command line. */
  | { readonly outcome: 'last-owner' }
  | { readonly outcome: 'refused'; readonly problem: string }

/** Under a lock, so that of two owners who remove each other one stays. */
export async function changeEditor(
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
