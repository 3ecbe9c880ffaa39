import { isSuppressed } from '../../../db/queries/suppression.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import { openErrand } from './open.ts'
import type { DeadErrand } from './read-link.ts'
import { takeErrand } from './take.ts'

export type MoveOutcome =
  /** The same where no mail leaves, since the new address is suppressed. */
  { readonly outcome: 'under-way'; readonly work: readonly Work[] } | DeadErrand

/** The present mailbox means it: now the new one is asked whether it wants the subscription. */
export async function confirmMove({ db, config }: Context, token: string): Promise<MoveOutcome> {
  return db.transaction().execute(async (tx) => {
    const errand = await takeErrand(tx, config, 'move', token)
    if ('outcome' in errand) return errand
    const { subscriber } = errand
    const newAddress = errand.newAddress!
    if (subscriber.status !== 'confirmed') return { outcome: 'closed' }
    if (await isSuppressed(tx, newAddress.key)) return { outcome: 'under-way', work: [] }
    const adoption = { kind: 'adopt', subscriber, to: newAddress, newAddress } as const
    return { outcome: 'under-way', work: await openErrand(tx, config, adoption) }
  })
}
