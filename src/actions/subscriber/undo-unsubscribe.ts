import { insertConsent, resumeSubscriber } from '../../../db/queries/subscriber.ts'
import type { Context } from '../../context.ts'
import { type ReaderLink, readReaderLink } from './reader-link.ts'

/** For so long a button takes back that somebody left; after that they ask anew. */
const UNDO_WITHIN = '1 hour'

export type UndoOutcome =
  | { readonly outcome: 'undone' }
  /** They are subscribed: pressed twice, or never left. */
  | { readonly outcome: 'subscribed' }
  | { readonly outcome: 'too-late' }
  | Exclude<ReaderLink, { readonly outcome: 'open' }>

/** Takes back that a reader left through a link a moment ago: everything is as it was before. */
export async function undoUnsubscribe(context: Context, token: string): Promise<UndoOutcome> {
  const link = await readReaderLink(context, token)
  if (link.outcome !== 'open') return link
  const { subscriberId, status, issueNumber } = link.reader
  if (status === 'confirmed') return { outcome: 'subscribed' }
  return context.db.transaction().execute(async (tx) => {
    if (!(await resumeSubscriber(tx, subscriberId, UNDO_WITHIN))) return { outcome: 'too-late' }
    await insertConsent(tx, { subscriberId, kind: 'undone', source: '/unsubscribe', issueNumber })
    return { outcome: 'undone' }
  })
}
