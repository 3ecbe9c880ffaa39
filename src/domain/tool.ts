import type { Review } from './review.ts'
import type { Tally } from './verdict.ts'

export interface Category {
  readonly slug: string
  readonly name: string
}

/** A product under review. */
export interface Tool {
  readonly slug: string
  readonly name: string
  readonly tagline: string
  readonly description: string
  readonly category: Category
  /** The first half of the pricing read: "Free", "$20 a month". */
  readonly entryPrice: string
  /** The second half: one line on what the entry price buys. */
  readonly pricingNote: string
  /** Where the entry price can be checked: an https URL. */
  readonly priceSource?: string | null
  /** The day on which somebody last did, like "2026-11-22". */
  readonly priceCheckedOn?: string | null
  readonly claims?: readonly Claim[]
}

/** Something that the texts on a tool say of it, and where that can be checked. */
export interface Claim {
  readonly claim: string
  /** An https URL. */
  readonly source: string
  /** The day on which it was last checked, like "2026-11-22". */
  readonly checkedOn: string
}

/** A tool with what the panel says of it. */
export interface ReviewedTool extends Tool {
  /** In the order of the panel's seats. */
  readonly reviews: readonly Review[]
  readonly panelVerdict: Tally
}

/** A tool with all that is said of it: what one side of a comparison shows. */
export interface JudgedTool extends ReviewedTool {
  readonly communityVote: Tally
}
