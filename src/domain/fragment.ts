/**
 * A part of an issue, rendered once, as HTML and as plain text. Those that an edition consists of, joined in
 * order, are one mail but for its gaps: the reader's own links, filled in for each reader.
 */
export interface Fragment {
  readonly kind: 'opening' | 'head' | 'contents-line' | 'contents-end' | 'comparison' | 'foot'
  /** The slug of the comparison that it shows, or that an edition has to begin with; null: it fits every edition. */
  readonly comparison: string | null
  /** Whether it is a part of what monthly readers get. */
  readonly isDigest: boolean
  readonly html: string
  readonly text: string
}

/** The reader's own links that a fragment leaves room for; the one to vote goes on with `/comparison?tool=verdict`. */
export const GAPS = ['preferences', 'unsubscribe', 'vote'] as const
export type Gap = (typeof GAPS)[number]

/** A URL for every gap. */
export type Links = Readonly<Record<Gap, string>>

// Private-use characters: never typed by a person, never escaped by HTML, and refused in imported content.
const OPEN = '\u{E000}'
const CLOSE = '\u{E001}'

/** What stands in a fragment where the reader's own link goes. */
export function gapMarker(gap: Gap): string {
  return `${OPEN}${gap}${CLOSE}`
}

/** Whether a text could be taken for a gap. Content that holds one is refused at the door. */
export function holdsGapMarker(text: string): boolean {
  return text.includes(OPEN) || text.includes(CLOSE)
}
