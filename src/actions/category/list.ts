import { listCategories as list } from '../../../db/queries/category.ts'
import type { Context } from '../../context.ts'
import type { Category } from '../../domain/tool.ts'

/** What readers can choose among. */
export async function listCategories({ db }: Pick<Context, 'db'>): Promise<Category[]> {
  return list(db)
}
