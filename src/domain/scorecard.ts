import type { Review, Reviewer } from './review.ts'
import type { JudgedTool } from './tool.ts'

/** One reviewer on both tools; on one they may not have spoken. */
export interface ScorecardRow {
  readonly reviewer: Reviewer
  readonly sides: readonly [ScorecardSide, ScorecardSide]
}

export interface ScorecardSide {
  readonly tool: JudgedTool
  readonly review: Review | undefined
}

/** Two tools' reviews, paired by reviewer, in the order of the panel's seats. */
export function scorecard([left, right]: readonly [JudgedTool, JudgedTool]): ScorecardRow[] {
  const reviewers = new Map(
    [...left.reviews, ...right.reviews].map(({ reviewer }) => [reviewer.slug, reviewer]),
  )
  return [...reviewers.values()].map((reviewer) => ({
    reviewer,
    sides: [
      { tool: left, review: reviewBy(reviewer, left) },
      { tool: right, review: reviewBy(reviewer, right) },
    ],
  }))
}

function reviewBy({ slug }: Reviewer, tool: JudgedTool): Review | undefined {
  return tool.reviews.find(({ reviewer }) => reviewer.slug === slug)
}
