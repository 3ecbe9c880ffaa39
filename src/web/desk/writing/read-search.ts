import type { Search } from '../../../actions/content/list-page.ts'
import { parsePage } from '../../params.ts'
import type { DeskRequest } from '../desk-parts.ts'

/** What a list is asked for. */
export function readSearch(c: DeskRequest): Search {
  const words = (c.req.query('q') ?? '')
    .trim()
    .slice(0, 100)
    .replaceAll(/\p{Cc}/gu, ' ')
  return { words, page: parsePage(c.req.query('page')) }
}
