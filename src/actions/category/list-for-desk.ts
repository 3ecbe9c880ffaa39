import { type ListedName, listCategoriesForDesk as list } from '../../../db/queries/content-list.ts'
import type { Context } from '../../context.ts'
import { type ListPage, listPage, type Search } from '../content/list-page.ts'

export type { ListedName }

/** A page of the categories, by name. */
export async function listCategoriesForDesk(
  { db }: Pick<Context, 'db'>,
  search: Search,
): Promise<ListPage<ListedName>> {
  return listPage(search, (wanted) => list(db, wanted))
}
