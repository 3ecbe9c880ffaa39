import { type ListedName, listReviewersForDesk as list } from '../../../db/queries/content-list.ts'
import type { Context } from '../../context.ts'
import { type ListPage, listPage, type Search } from '../content/list-page.ts'

export type { ListedName }

/** A page of the panel, in the order of its seats. */
export async function listReviewersForDesk(
  { db }: Pick<Context, 'db'>,
  search: Search,
): Promise<ListPage<ListedName>> {
  return listPage(search, (wanted) => list(db, wanted))
}
