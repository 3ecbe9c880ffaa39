import { clockNow } from '../../../db/queries/clock.ts'
import { type ComparisonOfTool, findPublishedWith } from '../../../db/queries/comparison-use.ts'
import { findEntry, readEntries } from '../../../db/queries/content-entry.ts'
import { listSeats, type ReviewerSeat } from '../../../db/queries/reviewer.ts'
import type { Context } from '../../context.ts'
import type { ReviewEntry, Stored, ToolEntry } from '../../domain/content-document.ts'
import { type SourceProblem, sourceProblems } from '../../domain/staleness.ts'
import { toDay } from '../../domain/to-day.ts'

export type { ComparisonOfTool }

type Said = Pick<ReviewEntry, 'verdict' | 'status'>

/** A tool as editors see it: what it says, what is to be checked, and what each seat says of it. */
export interface OpenTool extends Stored<ToolEntry> {
  readonly sourceProblems: readonly SourceProblem[]
  readonly seats: readonly (ReviewerSeat & { readonly review: Said | null })[]
  /** The published ones that show it: as long as there are any, it is not withdrawn. */
  readonly comparisons: readonly ComparisonOfTool[]
}

export async function openTool({ db }: Pick<Context, 'db'>, slug: string): Promise<OpenTool | undefined> {
  const stored = await findEntry(db, 'tools', { slug })
  if (!stored) return undefined
  const [seats, reviews, comparisons, now] = await Promise.all([
    listSeats(db),
    readEntries(db, 'reviews', { slugs: [slug] }),
    findPublishedWith(db, slug),
    clockNow(db),
  ])
  const said = new Map(reviews.map(({ entry }) => [entry.reviewer, entry]))
  return {
    ...stored,
    sourceProblems: sourceProblems(stored.entry, toDay(now)),
    seats: seats
      .map((seat) => ({ ...seat, review: said.get(seat.slug) ?? null }))
      .filter(({ status, review }) => status === 'published' || review !== null),
    comparisons,
  }
}
