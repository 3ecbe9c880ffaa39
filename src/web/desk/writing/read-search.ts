import { z } from 'zod'
import type { Search } from '../../../actions/content/list-page.ts'
import type { DeskRequest } from '../desk-parts.ts'

const search = z.object({
  q: z.string().trim().catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** What a list is asked for. */
export function readSearch(c: DeskRequest): Search {
  const { q, page } = search.parse(c.req.query())
  return { words: q.slice(0, 100).replaceAll(/\p{Cc}/gu, ' '), page }
}
