import { mayMailErrand } from '../../../db/queries/errand.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import { lockAsker, type RefusedAsker } from './asker.ts'
import { openErrand } from './open.ts'

export type AskOutcome =
  /** The same whether a mail leaves or was sent a moment ago. */
  { readonly outcome: 'asked'; readonly work: readonly Work[] } | RefusedAsker

/** Asks, with a reader's link, for a download or an erasure; the mailbox is asked whether that is meant. */
export async function askErrand(
  { db, config }: Context,
  token: string,
  kind: 'download' | 'erase',
): Promise<AskOutcome> {
  return db.transaction().execute(async (tx) => {
    const asker = await lockAsker(tx, config, token)
    if ('outcome' in asker) return asker
    if (!(await mayMailErrand(tx, asker.id, kind))) return { outcome: 'asked', work: [] }
    const to = { address: asker.address, key: asker.addressKey }
    return { outcome: 'asked', work: await openErrand(tx, config, { kind, subscriber: asker, to }) }
  })
}
