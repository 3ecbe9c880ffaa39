import type { Db } from '../../../db/connect.ts'
import { lookUpByKeys } from '../../../db/queries/delivery-event-apply.ts'
import {
  deleteSubscribers,
  eraseSuppressions,
  insertErasures,
  suppressErased,
} from '../../../db/queries/erasure.ts'
import type { SubscriberRow } from '../../../db/queries/subscriber.ts'
import type { Work } from '../../domain/work.ts'
import type { Mailer } from '../../mailer/mailer.ts'
import { scrub } from './scrub.ts'

/**
 * Erases subscribers who are held: they are no more, and wherever their addresses have to stay for the account
 * or as a suppression, a hash stands. The mailbox's copies go last: when it does not answer, nothing is erased.
 *
 * @returns what is to be done for addresses that are sealed, or that others read just now.
 */
export async function eraseReaders(
  tx: Db,
  mailer: Mailer,
  readers: readonly SubscriberRow[],
): Promise<Work[]> {
  const ids = readers.map(({ id }) => id)
  await lookUpByKeys(tx)
  await insertErasures(tx, ids)
  const { addressKeys } = await scrub(tx, ids)
  await deleteSubscribers(tx, ids)
  await eraseSuppressions(tx, [...addressKeys, ...readers.map(({ addressKey }) => addressKey)])
  await suppressErased(tx, ids)
  for (const { address } of readers) await mailer.forget(address)
  return [{ kind: 'finish-erasures' }]
}
