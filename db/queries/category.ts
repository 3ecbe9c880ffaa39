import { sql } from 'kysely'
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

/** How many confirmed subscribers named a category among those that they want. */
export async function countReadersWhoChose(db: Db, slug: string): Promise<number> {
  const { count } = await db
    .selectFrom('subscriber')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', '=', 'confirmed')
    .where(
      'selectionId',
      '=',
      sql<number>`any(array(
        select selection.id from selection join category on category.id = any(selection.categories)
        where category.slug = ${slug}))`,
    )
    .executeTakeFirstOrThrow()
  return count
}
