import type { Db } from '../../../db/connect.ts'
import { clearEvents, deleteMails, findMailsTo } from '../../../db/queries/erasure.ts'
import { eraseDeliveries, findPlainDeliveries, lockUnsealed } from '../../../db/queries/ledger-erase.ts'

/**
 * Takes the addresses of erased subscribers out of the ledger and the outbox, and what webhooks said of them.
 * What a request has to be repeated with stays sealed.
 *
 * @returns the keys of the addresses, and whether any is left.
 */
export async function scrub(
  tx: Db,
  subscriberIds: readonly number[],
): Promise<{ readonly addressKeys: readonly string[]; readonly isSealed: boolean }> {
  const mailIds = await findMailsTo(tx, subscriberIds)
  await clearEvents(tx, { subscriberIds, mailIds })
  const deliveries = await findPlainDeliveries(tx, subscriberIds)
  const unsealed = await lockUnsealed(tx, deliveries)
  await eraseDeliveries(tx, unsealed)
  const deleted = await deleteMails(tx, mailIds)
  return {
    addressKeys: [...new Set([...unsealed.map(({ addressKey }) => addressKey), ...deleted])],
    isSealed: unsealed.length < deliveries.length || deleted.length < mailIds.length,
  }
}
