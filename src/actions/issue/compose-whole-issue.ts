import type { Db } from '../../../db/connect.ts'
import type { IssueMonth } from '../../../db/queries/issue-month.ts'
import { type IssueToRender, renderIssue } from '../../../emails/issue/render-issue.ts'
import { remembered } from '../../../emails/remembered.ts'
import type { Config } from '../../config.ts'
import { type VoteSnapshot, withVotes } from '../../domain/approval.ts'
import { type ComposedEditions, composeEditions } from '../../domain/compose-editions.ts'
import type { Fragment } from '../../domain/fragment.ts'
import type { Issue } from '../../domain/issue.ts'
import { loadWholeIssue, type WholeIssue } from './load-whole-issue.ts'

/** An issue with its fragments. */
export interface RenderedIssue extends IssueToRender {
  readonly fragments: readonly Fragment[]
}

/** An issue as all its readers would get it now, and who would get what. */
export interface ComposedIssueNow extends ComposedEditions {
  readonly issue: RenderedIssue
  /** What monthly readers get; null when another issue of the month brings it. */
  readonly digest: RenderedIssue | null
  readonly month: IssueMonth
}

/** Everything of an issue, rendered and put together, what monthly readers get with it too. */
export async function composeWholeIssue(
  { db, config }: { db: Db; config: Config },
  issue: Issue,
): Promise<ComposedIssueNow> {
  return composeLoaded(config, await loadWholeIssue(db, issue))
}

/** @param votes left out, those that were approved, if any were, or else those of this moment. */
export function composeLoaded(
  config: Config,
  whole: WholeIssue,
  votes: VoteSnapshot | 'of-this-moment' = whole.approval?.votes ?? 'of-this-moment',
): ComposedIssueNow {
  const { month, selections } = whole
  const { number, subject, preheader, intro } = whole.issue
  const words = { number, subject, preheader, intro, site: config.site }
  const issue = rendered({ ...words, comparisons: showing(votes, whole.comparisons) })
  const digestOf = nameOf(month.digestMonth)
  const digest = whole.digest && rendered({ ...words, comparisons: showing(votes, whole.digest), digestOf })
  return { issue, digest, month, ...composeEditions(issue, digest, selections) }
}

/** Each page of an issue shows it two or three times over: as approved, as of this moment, and without votes. */
const rendered = remembered(
  (issue: IssueToRender): RenderedIssue => ({ ...issue, fragments: renderIssue(issue) }),
  { most: 12 },
)

function showing(
  votes: VoteSnapshot | 'of-this-moment',
  comparisons: IssueToRender['comparisons'],
): IssueToRender['comparisons'] {
  return votes === 'of-this-moment' ? comparisons : comparisons.map((one) => withVotes(one, votes))
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** "October 2026" of `2026-10-01`. */
function nameOf(month: string): string {
  return MONTH.format(new Date(month))
}
