import type { Db } from '../../../db/connect.ts'
import { listEditors } from '../../../db/queries/editor.ts'
import { includesRole } from '../../domain/editor.ts'
import type { EmailAddress } from '../../domain/email-address.ts'

/** Where to mail all who may edit and approve issues. */
export async function whoEdits(db: Db): Promise<EmailAddress[]> {
  const editors = await listEditors(db)
  return editors
    .filter(({ role }) => includesRole(role, 'editor'))
    .map(({ address }) => ({ address, key: address }))
}
