import { castBallot } from '../../../db/queries/vote.ts'
import type { Context } from '../../context.ts'
import { parseBallot, type Votes } from '../../domain/ballot.ts'
import type { Comparison } from '../../domain/comparison.ts'
import { type BallotLink, openBallot } from './open-ballot.ts'

export type CastOutcome =
  | { readonly outcome: 'cast' }
  | {
      readonly outcome: 'refused'
      readonly problem: string
      readonly comparison: Comparison
      readonly votes: Votes
    }
  | Exclude<BallotLink, { readonly outcome: 'open' }>

/**
 * Casts the votes that a form asks for, through the reader's own link. Pressed twice they are cast once, and
 * cast again they replace the earlier ones.
 */
export async function castVotes(
  context: Context,
  token: string,
  slug: string,
  form: Readonly<Record<string, unknown>>,
): Promise<CastOutcome> {
  const link = await openBallot(context, token, slug)
  if (link.outcome !== 'open') return link
  const { reader, comparison, votes } = link
  const ballot = parseBallot(comparison, form)
  if ('problem' in ballot) return { outcome: 'refused', problem: ballot.problem, comparison, votes }
  if (ballot.size === 0) {
    const problem = 'Nothing is chosen yet. Please say ship or skip for one of the two at least.'
    return { outcome: 'refused', problem, comparison, votes }
  }
  if (await castBallot(context.db, reader, ballot)) return { outcome: 'cast' }
  // Otherwise they left, or had their links replaced, a moment ago.
  return castVotes(context, token, slug, form)
}
