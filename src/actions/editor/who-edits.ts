import type { Db } from '../../../db/connect.ts'
import { listEditors } from '../../../db/queries/editor.ts'
import { type Actor, isSameActor } from '../../domain/audit.ts'
import { includesRole } from '../../domain/editor.ts'
import type { EmailAddress } from '../../domain/email-address.ts'

/** Where to mail all who may edit and approve issues. @param but who may not, unless there is nobody else. */
export async function whoEdits(db: Db, but?: Actor): Promise<EmailAddress[]> {
  const editors = (await listEditors(db)).filter(({ role }) => includesRole(role, 'editor'))
  const others = editors.filter(({ id }) => !but || !isSameActor(but, { editorId: id }))
  return (others.length > 0 ? others : editors).map(({ address }) => ({ address, key: address }))
}
