import type { JudgedTool } from './tool.ts'

export const COMPARISON_STATUSES = ['draft', 'published', 'withdrawn'] as const
export type ComparisonStatus = (typeof COMPARISON_STATUSES)[number]

/** Two tools side by side, as of one version. */
export interface Comparison<Side = JudgedTool> {
  readonly slug: string
  readonly status: ComparisonStatus
  readonly tools: readonly [Side, Side]
  readonly bottomLine: string
  /** When this version was recorded. */
  readonly recordedAt: Date
}

/** "Left vs Right": what a comparison is called everywhere. */
export function comparisonTitle({
  tools: [left, right],
}: {
  tools: readonly [{ name: string }, { name: string }]
}): string {
  return `${left.name} vs ${right.name}`
}
