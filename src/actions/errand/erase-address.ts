import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findReaderByKey, lockConcerned } from '../../../db/queries/subscriber.ts'
import type { Context } from '../../context.ts'
import { parseEmailAddress } from '../../domain/email-address.ts'
import { eraseReaders } from './erase-readers.ts'

export type EraseAddressOutcome =
  | { readonly outcome: 'erased' | 'not-found' }
  | { readonly outcome: 'invalid'; readonly problem: string }

/**
 * Erases whoever has an address, or had it before their subscription moved: for those whom no mail reaches, and
 * those who were erased before a backup was restored.
 *
 * @throws {ForgetError} when the mailbox keeps copies and does not answer: nothing is erased.
 */
export async function eraseAddress({ db, mailer, by }: Context, typed: string): Promise<EraseAddressOutcome> {
  const email = parseEmailAddress(typed)
  if ('problem' in email) return { outcome: 'invalid', problem: email.problem }
  return db.transaction().execute(async (tx) => {
    const reader = await findReaderByKey(tx, email.key)
    const readers = reader ? await lockConcerned(tx, { id: reader.id, addressKey: null }) : []
    if (readers.length === 0) return { outcome: 'not-found' }
    const subject = readers.map(({ id }) => id).join(', ')
    await recordAct(tx, by, { kind: 'subscriber-erased', subject })
    await eraseReaders(tx, mailer, readers)
    return { outcome: 'erased' }
  })
}
