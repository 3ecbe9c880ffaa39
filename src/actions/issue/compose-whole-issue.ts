import type { Db } from '../../../db/connect.ts'
import { findIssueMonth, type IssueMonth } from '../../../db/queries/issue-month.ts'
import type { Config } from '../../config.ts'
import type { VoteSnapshot } from '../../domain/approval.ts'
import type { Issue } from '../../domain/issue.ts'
import { type RenderedIssue, renderIssueNow } from './render.ts'
import { type RenderedEditions, renderEditions } from './render-editions.ts'

/** An issue as all its readers would get it now. */
export interface ComposedIssueNow extends RenderedEditions {
  readonly issue: RenderedIssue
  readonly month: IssueMonth
}

/** Everything of an issue, rendered and put together, what monthly readers get with it too. */
export async function composeWholeIssue(
  { db, config }: { db: Db; config: Config },
  issue: Issue,
  votes?: VoteSnapshot | 'of-this-moment',
): Promise<ComposedIssueNow> {
  const rendered = await renderIssueNow({ db, config }, issue, votes)
  const month = await findIssueMonth(db, issue.number)
  return { issue: rendered, month, ...(await renderEditions(db, rendered, month)) }
}
