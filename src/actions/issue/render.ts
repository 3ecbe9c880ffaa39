import type { Db } from '../../../db/connect.ts'
import { findApproval } from '../../../db/queries/approval.ts'
import { findComparisons } from '../../../db/queries/comparison.ts'
import { type IssueToRender, renderIssue } from '../../../emails/issue/render-issue.ts'
import type { Config } from '../../config.ts'
import { type VoteSnapshot, withVotes } from '../../domain/approval.ts'
import type { Comparison } from '../../domain/comparison.ts'
import type { Fragment } from '../../domain/fragment.ts'
import type { Issue } from '../../domain/issue.ts'

/** An issue with its fragments, as its readers would get it now. */
export interface RenderedIssue extends IssueToRender {
  readonly fragments: readonly Fragment[]
  /** The votes that it shows, where they are not those of this moment. */
  readonly votes: VoteSnapshot | undefined
}

/** With the votes that were approved, if any were, or those of this moment; or else with those that are given. */
export async function renderIssueNow(
  { db, config }: { db: Db; config: Config },
  { number, subject, preheader, intro, comparisons: slugs }: Issue,
  given?: VoteSnapshot | 'of-this-moment',
): Promise<RenderedIssue> {
  const votes = given ?? (await findApproval(db, number))?.votes
  const issue = { number, subject, preheader, intro, site: config.site, ...showing(votes) }
  const comparisons = await findComparisonsShowing(db, slugs, issue.votes)
  return { ...issue, comparisons, fragments: renderIssue({ ...issue, comparisons }) }
}

function showing(votes: VoteSnapshot | 'of-this-moment' | undefined) {
  return { votes: votes === 'of-this-moment' ? undefined : votes }
}

/** Comparisons as they stand now, but for their votes. */
export async function findComparisonsShowing(
  db: Db,
  slugs: readonly string[],
  votes: VoteSnapshot | undefined,
): Promise<Comparison[]> {
  const comparisons = await findComparisons(db, slugs)
  return votes ? comparisons.map((comparison) => withVotes(comparison, votes)) : comparisons
}
