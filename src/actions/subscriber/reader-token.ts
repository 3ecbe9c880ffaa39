import type { SubscriberRow } from '../../../db/queries/subscriber.ts'
import type { Config } from '../../config.ts'
import { signToken } from '../../domain/link-token.ts'

/**
 * The token of a reader's links, signed with the newest key.
 *
 * @param issueNumber the issue whose mail carries the links, 0 for none.
 */
export function readerToken(
  { linkKeys }: Config,
  { id, tokenVersion }: Pick<SubscriberRow, 'id' | 'tokenVersion'>,
  issueNumber = 0,
): string {
  return signToken(linkKeys[0]!, { purpose: 'reader', subscriberId: id, tokenVersion, issueNumber })
}
