import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import { ForgetError } from '../../mailer/forget.ts'
import { eraseReaders } from './erase-readers.ts'
import type { DeadErrand } from './read-link.ts'
import { takeErrand } from './take.ts'

export type EraseOutcome =
  | { readonly outcome: 'erased'; readonly work: readonly Work[] }
  /** Nothing is erased, and the link still works. */
  | { readonly outcome: 'mailbox-away' }
  | DeadErrand

/** Erases whoever a link stands for, with the addresses that their subscription had before. */
export async function eraseSubscriber(
  { db, config, mailer, log }: Context,
  token: string,
): Promise<EraseOutcome> {
  try {
    return await db.transaction().execute(async (tx) => {
      const errand = await takeErrand(tx, config, 'erase', token)
      if ('outcome' in errand) return errand
      const readers = [errand.subscriber, ...errand.others]
      return { outcome: 'erased', work: await eraseReaders(tx, mailer, readers) }
    })
  } catch (error) {
    if (!(error instanceof ForgetError)) throw error
    log.error({ err: error }, 'nothing was erased: the mailbox keeps copies and does not answer')
    return { outcome: 'mailbox-away' }
  }
}
