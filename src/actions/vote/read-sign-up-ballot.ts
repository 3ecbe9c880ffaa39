import { findBallotPaper } from '../../../db/queries/comparison.ts'
import type { Context } from '../../context.ts'
import { type BallotPaper, isBlank, parseBallot, type Votes } from '../../domain/ballot.ts'
import type { Verdict } from '../../domain/verdict.ts'

/** The votes that come with a request to subscribe. */
export interface SignUpBallot {
  readonly paper: BallotPaper
  readonly votes: Votes
}

/** A ballot that can't be cast; with no paper when there is nothing to vote on. */
export interface RefusedBallot {
  readonly problem: string
  readonly paper?: BallotPaper
}

/** Reads the votes in a sign-up form on a comparison's page; nothing when none are chosen. */
export async function readSignUpBallot(
  { db }: Context,
  slug: string,
  form: Readonly<Record<string, unknown>>,
): Promise<SignUpBallot | RefusedBallot | undefined> {
  if (isBlank(form)) return undefined
  const paper = await findBallotPaper(db, slug)
  if (!paper) {
    return { problem: 'The comparison was withdrawn, so it takes no votes. You can subscribe all the same.' }
  }
  const ballot = parseBallot(paper, form)
  if ('problem' in ballot) return { problem: ballot.problem, paper }
  const votes = new Map<string, Verdict>()
  for (const [tool, choice] of ballot) if (choice !== 'none') votes.set(tool, choice)
  return votes.size === 0 ? undefined : { paper, votes }
}
