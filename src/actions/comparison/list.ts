import { listPublishedComparisons } from '../../../db/queries/comparison.ts'
import type { Context } from '../../context.ts'
import type { Comparison } from '../../domain/comparison.ts'
import type { ReviewedTool } from '../../domain/tool.ts'
import { type ListPage, listPage } from '../content/list-page.ts'

/** As many as fill rows of two, three or four. */
const ON_A_PAGE = 24

/** A page, counted from 1, of what readers can read: the published comparisons, the newest first. */
export async function listComparisons(
  { db }: Pick<Context, 'db'>,
  page: number,
): Promise<ListPage<Comparison<ReviewedTool>>> {
  return listPage({ words: '', page }, (wanted) => listPublishedComparisons(db, wanted), ON_A_PAGE)
}
