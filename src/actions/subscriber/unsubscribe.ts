import { endSubscriber, findSubscriber, insertConsent } from '../../../db/queries/subscriber.ts'
import type { Context } from '../../context.ts'
import { maskAddress } from '../../domain/email-address.ts'
import { readToken } from '../../domain/link-token.ts'
import type { SubscriberStatus } from '../../domain/subscriber.ts'

/** Whose link it is. `address` is masked: links get forwarded. */
export interface Reader {
  readonly subscriberId: number
  readonly address: string
  readonly status: SubscriberStatus
  /** The issue whose mail carried the link, 0 for none. */
  readonly issueNumber: number
}

/** Reads a reader's link and changes nothing; nothing for a link that we did not sign. */
export async function readReaderLink({ db, config }: Context, token: string): Promise<Reader | undefined> {
  const link = readToken(config.linkKeys, token)
  if (link?.purpose !== 'reader') return undefined
  const subscriber = await findSubscriber(db, link.subscriberId)
  if (!subscriber) return undefined
  return {
    subscriberId: subscriber.id,
    address: maskAddress(subscriber.address),
    status: subscriber.status,
    issueNumber: link.issueNumber,
  }
}

export type UnsubscribeOutcome = 'unsubscribed' | 'already-ended' | 'invalid'

/** Ends the subscription that a link stands for: old links work for ever, and twice is as good as once. */
export async function unsubscribe(
  context: Context,
  token: string,
  how: 'one-click' | 'page',
): Promise<UnsubscribeOutcome> {
  const reader = await readReaderLink(context, token)
  if (!reader) return 'invalid'
  const { subscriberId, issueNumber } = reader
  return context.db.transaction().execute(async (tx) => {
    if (!(await endSubscriber(tx, subscriberId))) return 'already-ended'
    await insertConsent(tx, { subscriberId, kind: 'ended', source: how, issueNumber })
    return 'unsubscribed'
  })
}
