import { clockNow } from '../../../db/queries/clock.ts'
import { findSourcedTools } from '../../../db/queries/sourced-tool.ts'
import type { Context } from '../../context.ts'
import { type SourceProblem, sourceProblems } from '../../domain/staleness.ts'
import { toDay } from '../../domain/to-day.ts'

/** A price or claim that a comparison shows without a source, or with one that was checked too long ago. */
export interface ComparisonSourceProblem extends SourceProblem {
  /** Slugs, and the tool's name. */
  readonly comparison: string
  readonly tool: string
  readonly toolName: string
}

/** Every one of them that some comparisons show, in the order of the slugs given. */
export async function checkSources(
  { db }: Pick<Context, 'db'>,
  comparisons: readonly string[],
): Promise<ComparisonSourceProblem[]> {
  const [now, tools] = await Promise.all([clockNow(db), findSourcedTools(db, comparisons)])
  const today = toDay(now)
  return tools.flatMap(({ comparison, slug, name, ...tool }) =>
    sourceProblems(tool, today).map((problem) => ({ ...problem, comparison, tool: slug, toolName: name })),
  )
}
