import { findComparison } from '../../../db/queries/comparison.ts'
import type { Context } from '../../context.ts'
import type { Comparison } from '../../domain/comparison.ts'

/** A comparison as readers see it: nothing while it is a draft, and nothing once it is withdrawn. */
export async function showComparison(
  { db }: Pick<Context, 'db'>,
  slug: string,
): Promise<Comparison | undefined> {
  const comparison = await findComparison(db, slug)
  return comparison?.status === 'published' ? comparison : undefined
}
