import type { Db } from '../../../db/connect.ts'
import { closeErrand } from '../../../db/queries/errand.ts'
import { lockConcerned, type SubscriberRow } from '../../../db/queries/subscriber.ts'
import type { Config } from '../../config.ts'
import type { EmailAddress } from '../../domain/email-address.ts'
import type { ErrandKind } from '../../domain/errand.ts'
import { type DeadErrand, findOpenErrand } from './read-link.ts'

/** An errand whose button was pressed, with everybody whom it concerns. */
export interface TakenErrand {
  readonly subscriber: SubscriberRow
  readonly newAddress: EmailAddress | undefined
  /** Those whose subscriptions moved to the subscriber, and who has the new address. */
  readonly others: readonly SubscriberRow[]
}

/** Uses up the errand of a link: of two that press its button at once, one gets it. */
export async function takeErrand(
  tx: Db,
  config: Config,
  kind: ErrandKind,
  token: string,
): Promise<TakenErrand | DeadErrand> {
  const errand = await findOpenErrand({ db: tx, config }, kind, token)
  if ('outcome' in errand) return errand
  const { id, subscriberId, newAddress, newKey } = errand
  const concerned = await lockConcerned(tx, { id: subscriberId, addressKey: newKey })
  const subscriber = concerned.find((each) => each.id === subscriberId)
  if (!subscriber || !(await closeErrand(tx, id))) return { outcome: 'closed' }
  return {
    subscriber,
    newAddress: newAddress === null ? undefined : { address: newAddress, key: newKey! },
    others: concerned.filter((each) => each !== subscriber),
  }
}
