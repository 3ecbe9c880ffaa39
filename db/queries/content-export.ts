import type { ContentDocument } from '../../src/domain/content-document.ts'
import type { Db } from '../connect.ts'

/** What everything says now. The order is the same on every server, whatever its locale. */
export async function readContent(db: Db): Promise<ContentDocument> {
  return {
    categories: await db
      .selectFrom('currentCategory')
      .select(['slug', 'name'])
      .orderBy('slug', (by) => by.collate('C'))
      .execute(),
    reviewers: await db
      .selectFrom('currentReviewer')
      .select(['slug', 'name', 'perspective'])
      .orderBy('id')
      .execute(),
    tools: await db
      .selectFrom('currentTool as tool')
      .innerJoin('category', 'category.id', 'tool.categoryId')
      .select([
        'tool.slug',
        'tool.name',
        'tool.tagline',
        'tool.description',
        'category.slug as category',
        'tool.entryPrice',
        'tool.pricingNote',
      ])
      .orderBy('tool.slug', (by) => by.collate('C'))
      .execute(),
    reviews: await db
      .selectFrom('currentReview as review')
      .innerJoin('tool', 'tool.id', 'review.toolId')
      .innerJoin('reviewer', 'reviewer.id', 'review.reviewerId')
      .select(['tool.slug as tool', 'reviewer.slug as reviewer', 'review.verdict', 'review.quote'])
      .orderBy('tool.slug', (by) => by.collate('C'))
      .orderBy('reviewer.id')
      .execute(),
    comparisons: await readComparisons(db),
  }
}

async function readComparisons(db: Db): Promise<ContentDocument['comparisons']> {
  const rows = await db
    .selectFrom('currentComparison as comparison')
    .innerJoin('tool as left', 'left.id', 'comparison.leftToolId')
    .innerJoin('tool as right', 'right.id', 'comparison.rightToolId')
    .select(['comparison.slug', 'left.slug as left', 'right.slug as right'])
    .select(['comparison.bottomLine', 'comparison.status'])
    .orderBy('comparison.slug', (by) => by.collate('C'))
    .execute()
  return rows.map(({ slug, left, right, bottomLine, status }) => ({
    slug,
    tools: [left, right],
    bottomLine,
    status,
  }))
}
