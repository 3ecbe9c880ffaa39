import { endSubscriber, insertConsent } from '../../../db/queries/subscriber.ts'
import type { Context } from '../../context.ts'
import { readReaderLink } from './reader-link.ts'

export type UnsubscribeOutcome = 'unsubscribed' | 'already-ended' | 'invalid'

/**
 * Ends the subscription that a link stands for, and credits it to the issue whose mail carried the link. Old
 * links work for ever, whatever became of the others, and twice is as good as once.
 */
export async function unsubscribe(
  context: Context,
  token: string,
  { how, reason }: { readonly how: 'one-click' | 'page'; readonly reason?: string },
): Promise<UnsubscribeOutcome> {
  const link = await readReaderLink(context, token)
  if (link.outcome === 'invalid') return 'invalid'
  if (link.outcome === 'erased') return 'already-ended'
  const { subscriberId, issueNumber } = link.reader
  return context.db.transaction().execute(async (tx) => {
    if (!(await endSubscriber(tx, subscriberId))) return 'already-ended'
    const why = reason ? { reason } : {}
    await insertConsent(tx, { subscriberId, kind: 'ended', source: how, issueNumber, ...why })
    return 'unsubscribed'
  })
}
