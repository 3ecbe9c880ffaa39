import type { Db } from '../../../db/connect.ts'
import { findComparisons } from '../../../db/queries/comparison.ts'
import { renderIssue } from '../../../emails/issue/render-issue.ts'
import type { Config } from '../../config.ts'
import { type Comparison, comparisonTitle } from '../../domain/comparison.ts'
import type { Fragment } from '../../domain/fragment.ts'
import { type Issue, preheader } from '../../domain/issue.ts'

/** Renders an issue as its readers would get it now. */
export async function renderIssueNow(
  { db, config }: { db: Db; config: Config },
  issue: Issue,
  { test = false } = {},
): Promise<{ fragments: Fragment[]; comparisons: Comparison[] }> {
  const comparisons = await findComparisons(db, issue.comparisons)
  const fragments = renderIssue({
    number: issue.number,
    subject: issue.subject,
    preheader: preheader(comparisons.map(comparisonTitle)),
    intro: issue.intro,
    comparisons,
    site: config.site,
    test,
  })
  return { fragments, comparisons }
}
