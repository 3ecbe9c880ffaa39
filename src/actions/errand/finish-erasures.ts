import type { Db } from '../../../db/connect.ts'
import { lookUpByKeys } from '../../../db/queries/delivery-event-apply.ts'
import {
  eraseSuppressions,
  findOpenErasures,
  finishErasure,
  lockErasure,
} from '../../../db/queries/erasure.ts'
import { findIssuesToPrepare } from '../../../db/queries/issue-life.ts'
import type { Context } from '../../context.ts'
import { PREPARE_AHEAD } from '../../domain/sending-rules.ts'
import type { Mailer } from '../../mailer/mailer.ts'
import { scrub } from './scrub.ts'

/**
 * Scrubs what was sealed when subscribers were erased, or was being frozen, as soon as it can be. An erasure is
 * finished once nothing of it is left.
 */
export async function finishErasures({ db, mailer, log }: Context): Promise<void> {
  for (const subscriberId of await findOpenErasures(db)) {
    const finished = await db.transaction().execute((tx) => finish(tx, mailer, subscriberId))
    if (finished) log.info({ subscriberId }, 'erasure is finished')
  }
}

async function finish(tx: Db, mailer: Mailer, subscriberId: number): Promise<boolean> {
  if (!(await lockErasure(tx, subscriberId))) return false
  // Before the look at the ledger: what is frozen by then is seen there. A freeze that began before the erasure
  // still sees the subscriber, and is of an issue that was due by then.
  const freezing = await findIssuesToPrepare(tx, PREPARE_AHEAD)
  await lookUpByKeys(tx)
  const { addressKeys, isSealed } = await scrub(tx, [subscriberId])
  await eraseSuppressions(tx, addressKeys)
  for (const address of addressKeys) await mailer.forget(address)
  if (isSealed || freezing.length > 0) return false
  await finishErasure(tx, subscriberId)
  return true
}
