import { sql } from 'kysely'
import type { Claim } from '../../src/domain/tool.ts'
import type { Db } from '../connect.ts'

/** A tool's sources, for each comparison that shows it. */
export interface SourcedTool {
  readonly comparison: string
  readonly slug: string
  readonly name: string
  readonly priceSource: string | null
  readonly priceCheckedOn: string | null
  readonly claims: readonly Claim[]
}

/** The two tools of each comparison, in the order of the slugs given. */
export async function findSourcedTools(db: Db, comparisons: readonly string[]): Promise<SourcedTool[]> {
  const { rows } = await sql<SourcedTool>`
    /* prepared find-sourced-tools */
    select comparison.slug as comparison, tool.slug, tool.name, tool.price_source, tool.price_checked_on, tool.claims
    from unnest(${comparisons}::text[]) with ordinality as given (slug, place)
      join current_comparison comparison on comparison.slug = given.slug
      join current_tool tool on tool.id in (comparison.left_tool_id, comparison.right_tool_id)
    order by given.place, tool.id <> comparison.left_tool_id`.execute(db)
  return rows
}
