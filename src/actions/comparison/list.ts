import { listPublishedComparisons } from '../../../db/queries/comparison.ts'
import type { Context } from '../../context.ts'
import type { Comparison } from '../../domain/comparison.ts'
import type { ReviewedTool } from '../../domain/tool.ts'

/** What readers can read: every published comparison, the newest first. */
export async function listComparisons({ db }: Pick<Context, 'db'>): Promise<Comparison<ReviewedTool>[]> {
  return listPublishedComparisons(db)
}
