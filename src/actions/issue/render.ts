import type { Db } from '../../../db/connect.ts'
import { findComparisons } from '../../../db/queries/comparison.ts'
import { type IssueToRender, renderIssue } from '../../../emails/issue/render-issue.ts'
import type { Config } from '../../config.ts'
import type { Fragment } from '../../domain/fragment.ts'
import type { Issue } from '../../domain/issue.ts'

/** An issue with its fragments, as its readers would get it now. */
export interface RenderedIssue extends IssueToRender {
  readonly fragments: readonly Fragment[]
}

export async function renderIssueNow(
  { db, config }: { db: Db; config: Config },
  { number, subject, preheader, intro, comparisons: slugs }: Issue,
): Promise<RenderedIssue> {
  const comparisons = await findComparisons(db, slugs)
  const issue = { number, subject, preheader, intro, comparisons, site: config.site }
  return { ...issue, fragments: renderIssue(issue) }
}
