import { clockNow } from '../../../db/queries/clock.ts'
import { type ListedComparison, listComparisonsForDesk as list } from '../../../db/queries/content-list.ts'
import type { Context } from '../../context.ts'
import type { ComparisonStatus } from '../../domain/comparison.ts'
import { sourceProblems } from '../../domain/staleness.ts'
import { toDay } from '../../domain/to-day.ts'
import { type ListPage, listPage, type Search } from '../content/list-page.ts'

export interface ComparisonRow extends ListedComparison {
  /** Whether a price or claim of one of its tools was checked too long ago. */
  readonly isStale: boolean
}

export interface ComparisonSearch extends Search {
  readonly status: ComparisonStatus | undefined
}

/** A page of all comparisons, whatever their status, the newest first. */
export async function listComparisonsForDesk(
  { db }: Pick<Context, 'db'>,
  search: ComparisonSearch,
): Promise<ListPage<ComparisonRow>> {
  const today = toDay(await clockNow(db))
  const page = await listPage(search, (wanted) => list(db, wanted, { status: search.status }))
  return {
    ...page,
    rows: page.rows.map((comparison) => ({
      ...comparison,
      isStale: comparison.tools.some((tool) =>
        sourceProblems(tool, today).some(({ trouble }) => trouble === 'stale'),
      ),
    })),
  }
}
