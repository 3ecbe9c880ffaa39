import { type Selectable, sql } from 'kysely'
import type { BallotPaper } from '../../src/domain/ballot.ts'
import { type Comparison, type ComparisonStatus, comparisonTitle } from '../../src/domain/comparison.ts'
import type { Review } from '../../src/domain/review.ts'
import type { JudgedTool, ReviewedTool } from '../../src/domain/tool.ts'
import { type Tally, tally } from '../../src/domain/verdict.ts'
import type { Db } from '../connect.ts'
import type { Database } from '../schema.ts'
import { newestPublished } from './content-search.ts'

/** A comparison as it stands now, whatever its status. */
export async function findComparison(db: Db, slug: string): Promise<Comparison | undefined> {
  const [found] = await findComparisons(db, [slug])
  return found
}

/** Comparisons as they stand now, whatever their status, in the order asked for; unknown slugs are left out. */
export async function findComparisons(db: Db, slugs: readonly string[]): Promise<Comparison[]> {
  const rows = await db
    .selectFrom('currentComparison')
    .selectAll()
    .where('slug', '=', any('text', slugs))
    .execute()
  const comparisons = pair(rows, await judgedTools(db, toolsIn(rows)))
  const bySlug = new Map(comparisons.map((comparison) => [comparison.slug, comparison]))
  return slugs.flatMap((slug) => bySlug.get(slug) ?? [])
}

/** What comparisons are called, in the order asked for; unknown slugs are left out. */
export async function findComparisonTitles(
  db: Db,
  slugs: readonly string[],
): Promise<{ readonly slug: string; readonly title: string }[]> {
  const rows = await db
    .selectFrom('currentComparison as comparison')
    .innerJoin('currentTool as left', 'left.id', 'comparison.leftToolId')
    .innerJoin('currentTool as right', 'right.id', 'comparison.rightToolId')
    .select(['comparison.slug', 'left.name as left', 'right.name as right'])
    .where('comparison.slug', '=', any('text', slugs))
    .execute()
  const titles = new Map(
    rows.map(({ slug, left, right }) => [
      slug,
      comparisonTitle({ tools: [{ name: left }, { name: right }] }),
    ]),
  )
  return slugs.flatMap((slug) => (titles.has(slug) ? [{ slug, title: titles.get(slug)! }] : []))
}

/** Whether comparisons are published, by their slugs. */
export async function findComparisonStatuses(
  db: Db,
  slugs: readonly string[],
): Promise<Map<string, ComparisonStatus>> {
  if (slugs.length === 0) return new Map()
  const rows = await db
    .selectFrom('currentComparison')
    .select(['slug', 'status'])
    .where('slug', '=', any('text', slugs))
    .execute()
  return new Map(rows.map(({ slug, status }) => [slug, status]))
}

/** A published comparison's two tools by name, for who votes on them. */
export async function findBallotPaper(db: Db, slug: string): Promise<BallotPaper | undefined> {
  const row = await db
    .selectFrom('currentComparison as comparison')
    .innerJoin('currentTool as left', 'left.id', 'comparison.leftToolId')
    .innerJoin('currentTool as right', 'right.id', 'comparison.rightToolId')
    .select(['left.slug as leftSlug', 'left.name as leftName'])
    .select(['right.slug as rightSlug', 'right.name as rightName'])
    .where('comparison.slug', '=', slug)
    .where('comparison.status', '=', 'published')
    .executeTakeFirst()
  if (!row) return undefined
  const { leftSlug, leftName, rightSlug, rightName } = row
  return {
    slug,
    tools: [
      { slug: leftSlug, name: leftName },
      { slug: rightSlug, name: rightName },
    ],
  }
}

/**
 * Published comparisons, the newest version first; those of one import in the order they came. Votes are not counted:
 * a list does not show them.
 */
export async function listPublishedComparisons(
  db: Db,
  { offset, most }: { readonly offset: number; readonly most: number },
): Promise<Comparison<ReviewedTool>[]> {
  const page = sql<number>`
    select id from ${newestPublished} as said order by recorded_at desc, id offset ${offset} limit ${most}`
  const rows = await db
    .selectFrom('currentComparison')
    .selectAll()
    .where('id', '=', sql<number>`any(array(${page}))`)
    .orderBy('recordedAt', 'desc')
    .orderBy('id')
    .execute()
  return pair(rows, await reviewedTools(db, toolsIn(rows)))
}

type Row = Selectable<Database['currentComparison']>

function toolsIn(rows: readonly Row[]): number[] {
  return [...new Set(rows.flatMap((row) => [row.leftToolId, row.rightToolId]))]
}

function pair<Side>(rows: readonly Row[], tools: ReadonlyMap<number, Side>): Comparison<Side>[] {
  return rows.map(({ slug, status, leftToolId, rightToolId, bottomLine, recordedAt }) => ({
    slug,
    status,
    tools: [tools.get(leftToolId)!, tools.get(rightToolId)!],
    bottomLine,
    recordedAt,
  }))
}

async function judgedTools(db: Db, ids: readonly number[]): Promise<Map<number, JudgedTool>> {
  const [reviewed, votes] = await Promise.all([reviewedTools(db, ids), votesByTool(db, ids)])
  return new Map(
    [...reviewed].map(([id, tool]) => [id, { ...tool, communityVote: votes.get(id) ?? tally([]) }]),
  )
}

async function reviewedTools(db: Db, ids: readonly number[]): Promise<Map<number, ReviewedTool>> {
  const asked = db
    .selectFrom('currentTool as tool')
    .modifyFront(sql`/* prepared find-reviewed-tools */`)
    .innerJoin('currentCategory as category', 'category.id', 'tool.categoryId')
    .select(['tool.id', 'tool.slug', 'tool.name', 'tool.tagline', 'tool.description'])
    .select(['tool.entryPrice', 'tool.pricingNote', 'tool.priceSource', 'tool.priceCheckedOn', 'tool.claims'])
    .select(['category.slug as categorySlug', 'category.name as categoryName'])
    .where('tool.id', '=', any('int', ids))
  const [rows, reviews] = await Promise.all([asked.execute(), reviewsByTool(db, ids)])
  return new Map(
    rows.map(({ id, categorySlug, categoryName, ...text }) => {
      const spoken = reviews.get(id) ?? []
      return [
        id,
        {
          ...text,
          category: { slug: categorySlug, name: categoryName },
          reviews: spoken,
          panelVerdict: tally(spoken.map(({ verdict }) => verdict)),
        },
      ]
    }),
  )
}

async function reviewsByTool(db: Db, toolIds: readonly number[]): Promise<Map<number, Review[]>> {
  const rows = await db
    .selectFrom('currentReview as review')
    .modifyFront(sql`/* prepared find-reviews-of-tools */`)
    .innerJoin('currentReviewer as reviewer', 'reviewer.id', 'review.reviewerId')
    .select(['review.toolId', 'review.verdict', 'review.quote'])
    .select(['reviewer.slug', 'reviewer.name', 'reviewer.perspective'])
    .where('review.toolId', '=', any('int', toolIds))
    .where('review.status', '=', 'published')
    .where('reviewer.status', '=', 'published')
    .orderBy('reviewer.id')
    .execute()
  const reviews = new Map<number, Review[]>(toolIds.map((id) => [id, []]))
  for (const { toolId, verdict, quote, ...reviewer } of rows) {
    reviews.get(toolId)?.push({ reviewer, verdict, quote })
  }
  return reviews
}

async function votesByTool(db: Db, toolIds: readonly number[]): Promise<Map<number, Tally>> {
  const rows = await db
    .selectFrom('vote')
    .select(({ fn }) => [
      'vote.toolId',
      fn.countAll<number>().filterWhere('vote.verdict', '=', 'ship').as('ships'),
      fn.countAll<number>().as('total'),
    ])
    .where('vote.toolId', '=', any('int', toolIds))
    .where(({ ref }) => ref('vote.counts'))
    .groupBy('vote.toolId')
    .execute()
  return new Map(rows.map(({ toolId, ships, total }) => [toolId, { ships, total }]))
}

/** One parameter for any number of values, so that statements stay few and none of them too long. */
function any<Value extends string | number>(type: 'text' | 'int', values: readonly Value[]) {
  return sql<Value>`any(${values}::${sql.raw(type)}[])`
}
