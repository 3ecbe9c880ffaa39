import { findReader } from '../../../db/queries/subscriber.ts'
import type { Context } from '../../context.ts'
import { maskAddress } from '../../domain/email-address.ts'
import { readToken } from '../../domain/link-token.ts'
import type { SubscriberStatus } from '../../domain/subscriber.ts'

/** Whose link it is. `address` is masked: links get forwarded. */
export interface Reader {
  readonly subscriberId: number
  readonly tokenVersion: number
  readonly address: string
  readonly status: SubscriberStatus
  /** The issue whose mail carried the link, 0 for none. */
  readonly issueNumber: number
}

/** What a reader's link is good for. */
export type ReaderLink =
  | { readonly outcome: 'open'; readonly reader: Reader }
  /** Its reader's links were replaced since: it unsubscribes, and nothing else. */
  | { readonly outcome: 'revoked'; readonly reader: Reader }
  /** Its signature is ours, and nothing is known of its reader any more. */
  | { readonly outcome: 'erased' }
  | { readonly outcome: 'invalid' }

/** Reads a reader's link and changes nothing. */
export async function readReaderLink(
  { db, config }: Pick<Context, 'db' | 'config'>,
  token: string,
): Promise<ReaderLink> {
  const link = readToken(config.linkKeys, token)
  if (link?.purpose !== 'reader') return { outcome: 'invalid' }
  const subscriber = await findReader(db, link.subscriberId)
  if (!subscriber) return { outcome: 'erased' }
  const { id: subscriberId, tokenVersion, status } = subscriber
  const reader = {
    subscriberId,
    tokenVersion,
    address: maskAddress(subscriber.address),
    status,
    issueNumber: link.issueNumber,
  }
  // A subscription that moved on to another subscriber left its links behind.
  const isTheirs = link.subscriberId === subscriberId && link.tokenVersion === tokenVersion
  return { outcome: isTheirs ? 'open' : 'revoked', reader }
}
