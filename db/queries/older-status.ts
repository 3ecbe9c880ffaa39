import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import type { Which } from './content-entry.ts'

/** The lists of what can be withdrawn. */
export type WithStatus = 'reviews' | 'comparisons'

/** The status that an entry had in a version which says all else as it does now; nothing, if it said something else. */
export async function findOlderStatus(
  db: Db,
  list: WithStatus,
  which: Which,
  version: number,
): Promise<string | undefined> {
  const { rows } = await OLDER[list](which, version).execute(db)
  return rows[0]?.status
}

const OLDER = { reviews: olderReview, comparisons: olderComparison } as const

function olderReview({ slug, reviewer }: Which, version: number) {
  return sql<{ status: string }>`
    select older.status from current_review now
      join tool on tool.id = now.tool_id and tool.slug = ${slug}
      join reviewer on reviewer.id = now.reviewer_id and reviewer.slug = ${reviewer}
      join review_version older on older.review_id = now.id and older.version = ${version}
    where (older.verdict, older.quote) = (now.verdict, now.quote)`
}

function olderComparison({ slug }: Which, version: number) {
  return sql<{ status: string }>`
    select older.status from current_comparison now
      join comparison_version older on older.comparison_id = now.id and older.version = ${version}
    where now.slug = ${slug} and (older.left_tool_id, older.right_tool_id, older.bottom_line)
      = (now.left_tool_id, now.right_tool_id, now.bottom_line)`
}
