import type { Verdict } from './verdict.ts'

/** One seat on the panel. */
export interface Reviewer {
  readonly slug: string
  readonly name: string
  /** One line on what this seat looks for. */
  readonly perspective: string
}

/** One reviewer on one tool. */
export interface Review {
  readonly reviewer: Reviewer
  readonly verdict: Verdict
  readonly quote: string
}
