import type { ComparisonStatus } from './comparison.ts'
import type { Publication } from './publication.ts'
import type { Reviewer } from './review.ts'
import type { Category, Tool } from './tool.ts'
import type { Verdict } from './verdict.ts'

/** The lists of a content document, each before the ones that point into it. */
export const CONTENT_LISTS = ['categories', 'reviewers', 'tools', 'reviews', 'comparisons'] as const
export type ContentList = (typeof CONTENT_LISTS)[number]

/** One of each list, as names of acts and tables begin. */
export const CONTENT_NOUNS = {
  categories: 'category',
  reviewers: 'reviewer',
  tools: 'tool',
  reviews: 'review',
  comparisons: 'comparison',
} as const satisfies Record<ContentList, string>

/** What editors import and export: any part of the content, where things point at each other by slug. */
export interface ContentDocument {
  readonly categories: readonly CategoryEntry[]
  readonly reviewers: readonly ReviewerEntry[]
  readonly tools: readonly ToolEntry[]
  readonly reviews: readonly ReviewEntry[]
  readonly comparisons: readonly ComparisonEntry[]
}

/** An entry of each list. */
export type ContentEntry<List extends ContentList = ContentList> = ContentDocument[List][number]

/** What a thing says now, as a content document says it, and since when. */
export interface Stored<Entry> {
  readonly entry: Entry
  readonly version: number
  readonly recordedAt: Date
  /** The name of who recorded it at the desk; null: a command or the program did. */
  readonly recordedBy: string | null
}

export interface CategoryEntry extends Category {
  readonly status: Publication
}

export interface ReviewerEntry extends Reviewer {
  readonly status: Publication
}

export interface ToolEntry extends Omit<Tool, 'category'> {
  readonly category: string
  readonly status: Publication
}

export interface ReviewEntry {
  readonly tool: string
  readonly reviewer: string
  readonly verdict: Verdict
  readonly quote: string
  readonly status: Publication
}

export interface ComparisonEntry {
  readonly slug: string
  readonly tools: readonly [string, string]
  readonly bottomLine: string
  readonly status: ComparisonStatus
}
