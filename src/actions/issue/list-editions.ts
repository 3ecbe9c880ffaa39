import { countAudience, type PortionCount } from '../../../db/queries/audience.ts'
import { countEditions } from '../../../db/queries/ledger.ts'
import { settledAccountsOf } from '../../../db/queries/settled-account.ts'
import type { Context } from '../../context.ts'
import { type Edition, extentOf, fragmentsOf, WHOLE_ISSUE } from '../../domain/edition.ts'
import { type ExclusionCount, exclusionsOf } from './exclusions-of.ts'
import type { IssueEditions } from './load-editions.ts'

/** An edition in a list: who gets it, and what of the issue it has. */
export interface EditionLine extends Pick<Edition, 'number' | 'subject' | 'format'> {
  /** Null once the ledger is retired. */
  readonly readers: number | null
  readonly comparisons: number
  readonly isDigest: boolean
}

export interface EditionList {
  /** The whole issue, and the others that somebody gets; those of the most readers first. */
  readonly lines: readonly EditionLine[]
  /** How many get none, and why; of an empty issue, not that nothing is for them. */
  readonly excluded: readonly ExclusionCount[]
}

/** An issue's editions with their readers: the ledger's, or those that would be frozen now. */
export async function listEditions(
  { db, countedBatches, readerCounts }: Pick<Context, 'db' | 'countedBatches' | 'readerCounts'>,
  { issue, fragments, editions, audience }: IssueEditions,
): Promise<EditionList> {
  const portions = audience
    ? await countAudience(db, audience, await readerCounts.of(db))
    : await countEditions(db, issue.number, countedBatches)
  const isRetired = !audience && (await settledAccountsOf(db, [issue.number])).has(issue.number)
  return {
    lines: editions
      .map((edition): EditionLine => {
        const { number, subject, format } = edition
        const { comparisons, isDigest } = extentOf(fragmentsOf(fragments, edition))
        const readers = isRetired ? null : readersOf(portions, number)
        return { number, subject, format, readers, comparisons: comparisons.length, isDigest }
      })
      .filter((line) => line.readers !== 0 || line.number === WHOLE_ISSUE)
      .sort((a, b) => (b.readers ?? 0) - (a.readers ?? 0) || a.number - b.number),
    excluded: exclusionsOf(portions).filter(
      ([because]) => because !== 'nothing-left' || issue.comparisons.length > 0,
    ),
  }
}

function readersOf(portions: readonly PortionCount[], number: number): number {
  return portions.find(({ editionNumber }) => editionNumber === number)?.readers ?? 0
}
