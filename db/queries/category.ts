import type { Category } from '../../src/domain/tool.ts'
import type { Db } from '../connect.ts'

/** The categories that readers may choose, and tools be in, by name. */
export async function listCategories(db: Db): Promise<Category[]> {
  return db
    .selectFrom('currentCategory')
    .select(['slug', 'name'])
    .where('status', '=', 'published')
    .orderBy('name')
    .execute()
}
