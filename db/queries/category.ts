import { sql } from 'kysely'
import type { Category } from '../../src/domain/tool.ts'
import type { Db } from '../connect.ts'

/**
 * The categories that readers may choose, and tools be in, by name.
 *
 * @param also slugs of what was chosen before, and is offered again even if it is withdrawn.
 */
export async function listCategories(db: Db, also: readonly string[] = []): Promise<Category[]> {
  return db
    .selectFrom('currentCategory')
    .select(['slug', 'name'])
    .where((eb) =>
      eb.or([eb('status', '=', 'published'), eb('slug', '=', sql<string>`any(${also}::text[])`)]),
    )
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
