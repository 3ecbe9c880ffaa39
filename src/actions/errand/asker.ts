import type { Db } from '../../../db/connect.ts'
import { lockSubscriber, type SubscriberRow } from '../../../db/queries/subscriber.ts'
import type { Config } from '../../config.ts'
import { readToken } from '../../domain/link-token.ts'

/** `revoked`: the link is ours, and of a time before the subscriber's links were replaced. */
export type RefusedAsker = { readonly outcome: 'revoked' | 'erased' | 'invalid' }

/** Whose reader's link it is. Two that ask at once wait for each other. */
export async function lockAsker(
  tx: Db,
  { linkKeys }: Config,
  token: string,
): Promise<SubscriberRow | RefusedAsker> {
  const link = readToken(linkKeys, token)
  if (link?.purpose !== 'reader') return { outcome: 'invalid' }
  const subscriber = await lockSubscriber(tx, link.subscriberId)
  if (!subscriber) return { outcome: 'erased' }
  return subscriber.tokenVersion === link.tokenVersion ? subscriber : { outcome: 'revoked' }
}
