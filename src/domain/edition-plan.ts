import type { Comparison } from './comparison.ts'
import type { Exclusion } from './delivery.ts'
import { WHOLE_ISSUE } from './edition.ts'
import type { MailFormat, Selection } from './selection.ts'

/** What an issue has for its readers. */
export interface Offer {
  readonly comparisons: readonly Comparison[]
  /** For monthly readers, the previous month's; null when an earlier issue of the month has them. */
  readonly digest: readonly Comparison[] | null
}

/** An edition that somebody gets, as yet in slugs. */
export interface PlannedEdition {
  readonly number: number
  readonly isDigest: boolean
  readonly comparisons: readonly string[]
  readonly format: MailFormat
}

/** What the subscribers with one selection get, or why they get nothing. */
export interface Choice {
  readonly selectionId: number
  readonly editionNumber: number | null
  readonly exclusion: Exclusion | null
}

/** Plans an issue's editions, the whole issue first: as few as its readers' selections ask for. */
export function planEditions(
  offer: Offer,
  selections: readonly (Selection & { readonly id: number })[],
): { editions: PlannedEdition[]; choices: Choice[] } {
  const editions = new Map<string, PlannedEdition>()
  const number = (edition: Omit<PlannedEdition, 'number'>): number => {
    const key = JSON.stringify(edition)
    const planned = editions.get(key) ?? { number: editions.size + WHOLE_ISSUE, ...edition }
    editions.set(key, planned)
    return planned.number
  }
  number({ isDigest: false, comparisons: slugs(offer.comparisons), format: 'html' })

  const choices = selections.map(({ id: selectionId, categories, frequency, format }): Choice => {
    const isDigest = frequency === 'monthly'
    const offered = isDigest ? offer.digest : offer.comparisons
    if (!offered) return { selectionId, editionNumber: null, exclusion: 'monthly' }
    const comparisons = slugs(offered.filter((comparison) => isIn(comparison, categories)))
    if (comparisons.length === 0) return { selectionId, editionNumber: null, exclusion: 'nothing-left' }
    return { selectionId, editionNumber: number({ isDigest, comparisons, format }), exclusion: null }
  })
  return { editions: [...editions.values()], choices }
}

/** Whether a comparison is for readers of these categories: one of its tools is enough. */
export function isIn({ tools }: Comparison, categories: Selection['categories']): boolean {
  return categories === null || tools.some(({ category }) => categories.includes(category.slug))
}

function slugs(comparisons: readonly Comparison[]): string[] {
  return comparisons.map(({ slug }) => slug)
}
