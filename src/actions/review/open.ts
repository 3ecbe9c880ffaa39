import {
  type ComparisonOfTool,
  findOpenIssuesWith,
  findPublishedWith,
  type IssueWithComparison,
} from '../../../db/queries/comparison-use.ts'
import { findEntry } from '../../../db/queries/content-entry.ts'
import { listSeats, type ReviewerSeat } from '../../../db/queries/reviewer.ts'
import type { Context } from '../../context.ts'
import type { ReviewEntry, Stored, ToolEntry } from '../../domain/content-document.ts'

/** A seat's review of a tool, which may not be written yet. */
export interface OpenReview {
  readonly tool: ToolEntry
  readonly seat: ReviewerSeat
  readonly review: Stored<ReviewEntry> | undefined
  /** The published comparisons that show the tool's reviews, and the issues that have one of them and are not over. */
  readonly comparisons: readonly ComparisonOfTool[]
  readonly issues: readonly IssueWithComparison[]
}

/** Nothing, where there is no such tool or no such seat. */
export async function openReview(
  { db }: Pick<Context, 'db'>,
  slug: string,
  reviewer: string,
): Promise<OpenReview | undefined> {
  const tool = await findEntry(db, 'tools', { slug })
  const seat = (await listSeats(db)).find((seat) => seat.slug === reviewer)
  if (!tool || !seat) return undefined
  const review = await findEntry(db, 'reviews', { slug, reviewer })
  const comparisons = await findPublishedWith(db, slug)
  const slugs = comparisons.map(({ slug }) => slug)
  return { tool: tool.entry, seat, review, comparisons, issues: await findOpenIssuesWith(db, slugs) }
}
