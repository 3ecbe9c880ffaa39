import { findVotes } from '../../../db/queries/vote.ts'
import type { Context } from '../../context.ts'
import type { Votes } from '../../domain/ballot.ts'
import type { Comparison } from '../../domain/comparison.ts'
import { showComparison } from '../comparison/show.ts'
import { type Reader, type ReaderLink, readReaderLink } from '../subscriber/reader-link.ts'

/** What a reader's link to vote on a comparison leads to. */
export type BallotLink =
  | {
      readonly outcome: 'open'
      readonly reader: Reader
      readonly comparison: Comparison
      /** Their votes so far, on these tools and others. */
      readonly votes: Votes
    }
  /** They have left, or not confirmed since they came back. */
  | { readonly outcome: 'not-subscribed'; readonly reader: Reader; readonly comparison: Comparison }
  | { readonly outcome: 'no-comparison' }
  | Exclude<ReaderLink, { readonly outcome: 'open' }>

/** Reads a reader's link to vote on a comparison and changes nothing. */
export async function openBallot(context: Context, token: string, slug: string): Promise<BallotLink> {
  const link = await readReaderLink(context, token)
  if (link.outcome !== 'open') return link
  const { reader } = link
  const comparison = await showComparison(context, slug)
  if (!comparison) return { outcome: 'no-comparison' }
  if (reader.status !== 'confirmed') return { outcome: 'not-subscribed', reader, comparison }
  return { outcome: 'open', reader, comparison, votes: await findVotes(context.db, reader.subscriberId) }
}
