import { findComparisonTitles } from '../../../db/queries/comparison.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import { WHOLE_ISSUE } from '../../domain/edition.ts'
import type { Issue } from '../../domain/issue.ts'
import { atOneMoment } from '../at-one-moment.ts'
import { type EditionList, listEditions } from './list-editions.ts'
import { loadEditions } from './load-editions.ts'
import { type EditionPreview, showEdition } from './show-edition.ts'

/** An issue's editions, one of them opened. */
export interface IssuePreview {
  readonly issue: Issue
  /** Whether nothing can change any more of what readers get. */
  readonly isFrozen: boolean
  readonly list: EditionList
  readonly shown: EditionPreview
  /** Those that it shows, as they are called now. */
  readonly comparisons: readonly { readonly slug: string; readonly title: string }[]
}

export type PreviewOutcome = IssuePreview | 'no-issue' | 'no-edition'

export async function openPreview(
  {
    db,
    config,
    countedBatches,
    readerCounts,
  }: Pick<Context, 'db' | 'config' | 'countedBatches' | 'readerCounts'>,
  number: number,
  edition = WHOLE_ISSUE,
): Promise<PreviewOutcome> {
  return atOneMoment(db, async (tx) => {
    const issue = await findIssue(tx, number)
    if (!issue) return 'no-issue'
    const editions = await loadEditions(tx, { config }, issue)
    const shown = showEdition(editions, edition)
    if (!shown) return 'no-edition'
    return {
      issue,
      isFrozen: editions.audience === null,
      list: await listEditions({ db: tx, countedBatches, readerCounts }, editions),
      shown,
      comparisons: await findComparisonTitles(tx, shown.comparisons),
    }
  })
}
