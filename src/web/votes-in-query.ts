import type { Context } from 'hono'
import type { BallotPaper, Votes } from '../domain/ballot.ts'
import { isVerdict, type Verdict } from '../domain/verdict.ts'

/** What the link to a page has chosen already, like `?quill=ship`. */
export function votesInQuery({ req }: Context, { tools }: Pick<BallotPaper, 'tools'>): Votes {
  const votes = new Map<string, Verdict>()
  for (const { slug } of tools) {
    const asked = req.query(slug)
    if (isVerdict(asked)) votes.set(slug, asked)
  }
  return votes
}
