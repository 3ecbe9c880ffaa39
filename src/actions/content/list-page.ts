import type { Wanted } from '../../../db/queries/content-list.ts'

/** What an editor asks a list for: words that a name or slug holds, and the page, counted from 1. */
export interface Search {
  readonly words: string
  readonly page: number
}

export interface ListPage<Row> extends Search {
  readonly rows: readonly Row[]
  readonly hasNext: boolean
}

const ON_A_PAGE = 50

/** One page of a list; a row more than it shows is asked for, to know whether there is a next one. */
export async function listPage<Row>(
  { words, page }: Search,
  list: (wanted: Wanted) => Promise<readonly Row[]>,
  onAPage = ON_A_PAGE,
): Promise<ListPage<Row>> {
  const found = await list({ words, offset: (page - 1) * onAPage, most: onAPage + 1 })
  return { words, page, rows: found.slice(0, onAPage), hasNext: found.length > onAPage }
}
