import { listCategories as list } from '../../../db/queries/category.ts'
import type { Context } from '../../context.ts'
import type { Category } from '../../domain/tool.ts'

/** What readers can choose among, and tools be in. @param also a slug that is listed even if it is withdrawn. */
export async function listCategories({ db }: Pick<Context, 'db'>, also?: string): Promise<Category[]> {
  return list(db, also === undefined ? [] : [also])
}
