import { sql } from 'kysely'
import type { ComparisonStatus } from '../../src/domain/comparison.ts'
import type { Publication } from '../../src/domain/publication.ts'
import type { Claim } from '../../src/domain/tool.ts'
import type { Db } from '../connect.ts'
import { all, comparisonIsLike, holds, newestComparisons, newestTools, toolsLike } from './content-search.ts'

// Lists for the desk, the newest things first. Which are on the page is found first, so that no more of them are read
// than it shows, however deep in the list it is.

/** What an editor looks for: words that a name or slug holds, and where the page begins. */
export interface Wanted {
  readonly words: string
  readonly offset: number
  readonly most: number
}

export interface ListedTool {
  readonly slug: string
  readonly name: string
  readonly category: string
  readonly entryPrice: string
  readonly status: Publication
  readonly priceSource: string | null
  readonly priceCheckedOn: string | null
  readonly claims: readonly Claim[]
  /** How many count. */
  readonly reviews: number
  /** Whether the seat that was asked about has reviewed it, even if that is withdrawn, or is not asked to. */
  readonly isReviewed: boolean
}

export interface ToolFilter {
  readonly category?: string
  readonly seat?: number | null
  readonly unreviewed?: boolean
  readonly withdrawn?: boolean
}

/** @param seat the id of a reviewer; with `unreviewed`, only tools that lack their review and are not withdrawn. */
export async function listTools(
  db: Db,
  { words, offset, most }: Wanted,
  { category, seat, unreviewed, withdrawn }: ToolFilter = {},
): Promise<ListedTool[]> {
  const isReviewed = sql<boolean>`(exists (
      select from review where review.tool_id = tool.id and review.reviewer_id = ${seat ?? null}::int)
    or exists (select from current_reviewer where id = ${seat ?? null}::int and status = 'withdrawn'))`
  const page = sql<number>`
    select tool.id from tool join ${newestTools} as said using (id)
    where ${all(
      words !== '' && holds(words, 'said.name', 'tool.slug'),
      !!category && sql`said.category_id = (select id from category where slug = ${category})`,
      !!unreviewed && sql`said.status = 'published' and not ${isReviewed}`,
      !!withdrawn && sql`said.status = 'withdrawn'`,
    )}
    order by tool.id desc offset ${offset} limit ${most}`
  return db
    .selectFrom('currentTool as tool')
    .innerJoin('currentCategory as category', 'category.id', 'tool.categoryId')
    .select(['tool.slug', 'tool.name', 'category.name as category', 'tool.entryPrice'])
    .select('tool.status')
    .select(['tool.priceSource', 'tool.priceCheckedOn', 'tool.claims'])
    .select([
      sql<number>`(
        select count(*) from current_review review where tool_id = tool.id and status = 'published'
          and reviewer_id in (select id from current_reviewer where status = 'published'))`.as('reviews'),
      isReviewed.as('isReviewed'),
    ])
    .where('tool.id', '=', sql<number>`any(array(${page}))`)
    .orderBy('tool.id', 'desc')
    .execute()
}

export interface ListedComparison {
  readonly slug: string
  readonly tools: readonly [ListedSide, ListedSide]
  readonly status: ComparisonStatus
  readonly recordedAt: Date
}

interface ListedSide {
  readonly name: string
  readonly priceSource: string | null
  readonly priceCheckedOn: string | null
  readonly claims: readonly Claim[]
}

export async function listComparisonsForDesk(
  db: Db,
  { words, offset, most }: Wanted,
  { status }: { status?: ComparisonStatus | undefined } = {},
): Promise<ListedComparison[]> {
  const page = sql`
    with liked as materialized (${toolsLike(words)})
    select id from ${newestComparisons} as said
    where ${all(words !== '' && comparisonIsLike(words), status !== undefined && sql`said.status = ${status}`)}
    order by id desc offset ${offset} limit ${most}`
  const rows = await db
    .selectFrom('currentComparison as comparison')
    .innerJoin('currentTool as left', 'left.id', 'comparison.leftToolId')
    .innerJoin('currentTool as right', 'right.id', 'comparison.rightToolId')
    .select(['comparison.slug', 'comparison.status', 'comparison.recordedAt'])
    .select(['left.name as leftName', 'left.priceSource as leftSource'])
    .select(['left.priceCheckedOn as leftChecked', 'left.claims as leftClaims'])
    .select(['right.name as rightName', 'right.priceSource as rightSource'])
    .select(['right.priceCheckedOn as rightChecked', 'right.claims as rightClaims'])
    .where('comparison.id', '=', sql<number>`any(array(${page}))`)
    .orderBy('comparison.id', 'desc')
    .execute()
  return rows.map((row) => ({
    slug: row.slug,
    status: row.status,
    recordedAt: row.recordedAt,
    tools: [
      {
        name: row.leftName,
        priceSource: row.leftSource,
        priceCheckedOn: row.leftChecked,
        claims: row.leftClaims,
      },
      {
        name: row.rightName,
        priceSource: row.rightSource,
        priceCheckedOn: row.rightChecked,
        claims: row.rightClaims,
      },
    ],
  }))
}

export interface ListedName {
  readonly slug: string
  readonly name: string
  readonly status: Publication
  /** Of a seat on the panel: what it looks for. */
  readonly perspective?: string
}

export async function listCategoriesForDesk(db: Db, { words, offset, most }: Wanted): Promise<ListedName[]> {
  return db
    .selectFrom('currentCategory as category')
    .select(['slug', 'name', 'status'])
    .$if(words !== '', (query) => query.where(holds(words, 'category.name', 'category.slug')))
    .orderBy('name')
    .orderBy('slug')
    .offset(offset)
    .limit(most)
    .execute()
}

export async function listReviewersForDesk(db: Db, { words, offset, most }: Wanted): Promise<ListedName[]> {
  return db
    .selectFrom('currentReviewer as reviewer')
    .select(['slug', 'name', 'perspective', 'status'])
    .$if(words !== '', (query) => query.where(holds(words, 'reviewer.name', 'reviewer.slug')))
    .orderBy('id')
    .offset(offset)
    .limit(most)
    .execute()
}
