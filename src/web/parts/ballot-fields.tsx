import type { Ballot, BallotPaper } from '../../domain/ballot.ts'
import { Problem } from './problem.tsx'
import { VoteChoice } from './vote-choice.tsx'

export interface BallotFieldsProps {
  /** None when there is nothing to vote on any more. */
  readonly paper?: BallotPaper | undefined
  readonly chosen?: Ballot | undefined
  readonly problem?: string | undefined
}

/** What a visitor votes while signing up. */
export function BallotFields({ paper, chosen, problem }: BallotFieldsProps) {
  return (
    <>
      <Problem id="vote-problem" problem={problem} />
      {paper === undefined ? null : (
        <>
          <input type="hidden" name="comparison" value={paper.slug} />
          {paper.tools.map((tool) => (
            <VoteChoice key={tool.slug} tool={tool} chosen={chosen?.get(tool.slug)} />
          ))}
        </>
      )}
    </>
  )
}
