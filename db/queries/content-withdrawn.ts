import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import { publishedWith } from './comparison-use.ts'
import { newestTools } from './content-search.ts'

/** The slugs of what is withdrawn and others point at. */
export async function findWithdrawn(db: Db): Promise<{ categories: string[]; tools: string[] }> {
  const { rows } = await sql<{ categories: string[]; tools: string[] }>`
    select
      array(select slug::text from current_category where status = 'withdrawn'
        and id in (select category_id from category_version where status = 'withdrawn')) as categories,
      array(select slug::text from current_tool where status = 'withdrawn'
        and id in (select tool_id from tool_version where status = 'withdrawn')) as tools`.execute(db)
  return rows[0]!
}

/** Something that readers meet, and what it needs for that. All are slugs. */
export interface Use {
  readonly of: string
  readonly by: string
}

/** Where readers meet categories, which is in tools that are not withdrawn: the newest first, all or so many. */
export async function findToolsIn(
  db: Db,
  categories: readonly string[],
  most: number | null = null,
): Promise<(Use & { readonly name: string })[]> {
  if (categories.length === 0) return []
  const { rows } = await sql<Use & { name: string }>`
    select category.slug::text as of, tool.slug::text as by, said.name
    from ${newestTools} as said
      join tool on tool.id = said.id
      join category on category.id = said.category_id
    where said.status = 'published'
      and said.category_id = any(array(select id from category where slug = any(${categories}::text[])))
    order by said.id desc limit ${most}`.execute(db)
  return rows
}

/** Where readers meet tools, which is in published comparisons. */
export async function findComparisonsOf(db: Db, tools: readonly string[]): Promise<Use[]> {
  if (tools.length === 0) return []
  const { rows } = await sql<Use>`
    select wanted.slug::text as of, comparison.slug::text as by
    from ${publishedWith(tools)}
    order by comparison.id desc`.execute(db)
  return rows
}
