import { clockNow } from '../../../db/queries/clock.ts'
import { type ListedTool, listTools as list } from '../../../db/queries/content-list.ts'
import type { Context } from '../../context.ts'
import { type SourceProblem, sourceProblems } from '../../domain/staleness.ts'
import { toDay } from '../../domain/to-day.ts'
import { type ListPage, listPage, type Search } from '../content/list-page.ts'

export interface ToolRow extends ListedTool {
  readonly sourceProblems: readonly SourceProblem[]
}

export interface ToolSearch extends Search {
  /** A slug; empty for all. */
  readonly category: string
  /** Only those that lack the review of the seat. */
  readonly unreviewed: boolean
  /** Only those that are withdrawn. */
  readonly withdrawn: boolean
}

/** A page of all tools, the newest first. @param seat whose reviews are looked for: a reviewer's id. */
export async function listTools(
  { db }: Pick<Context, 'db'>,
  search: ToolSearch,
  seat: number | null,
): Promise<ListPage<ToolRow>> {
  const { category, unreviewed, withdrawn } = search
  const today = toDay(await clockNow(db))
  const page = await listPage(search, (wanted) => list(db, wanted, { category, seat, unreviewed, withdrawn }))
  return {
    ...page,
    rows: page.rows.map((tool) => ({ ...tool, sourceProblems: sourceProblems(tool, today) })),
  }
}
