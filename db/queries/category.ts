import type { Category } from '../../src/domain/tool.ts'
import type { Db } from '../connect.ts'

/** Every category there is, by name. */
export async function listCategories(db: Db): Promise<Category[]> {
  return db.selectFrom('currentCategory').select(['slug', 'name']).orderBy('name').execute()
}
