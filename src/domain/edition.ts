import type { Fragment } from './fragment.ts'
import { editionSubject, type Subjects, subjectWithoutLead } from './issue.ts'
import type { MailFormat } from './selection.ts'

/** What all readers of an issue with the same selection get. */
export interface Edition {
  /** 1 is the whole issue. */
  readonly number: number
  readonly subject: string
  readonly format: MailFormat
  /** The positions of its fragments among the issue's, from 1 on, in their order. */
  readonly fragments: readonly number[]
}

/** The whole issue as HTML: what is shown on the web. */
export const WHOLE_ISSUE = 1

/** Which of an issue's comparisons, or of its digest's, an edition has. */
interface Extent {
  /** Slugs, in the issue's order. */
  readonly comparisons: readonly string[]
  readonly isDigest?: boolean
}

/** What an edition says. Its subject names the comparison that it begins with, or else is the editor's. */
export function writeEdition(
  subjects: Subjects,
  fragments: readonly Fragment[],
  extent: Extent,
): Pick<Edition, 'subject' | 'fragments'> {
  const lead = subjects.comparisons.find(({ slug }) => slug === extent.comparisons[0])
  return {
    subject: lead ? editionSubject(subjects, lead) : subjectWithoutLead(subjects.subject),
    fragments: composeEdition(fragments, extent),
  }
}

/**
 * The fragments of an issue, or of its digest, that make a mail with these comparisons alone.
 *
 * @returns positions, from 1 on.
 */
export function composeEdition(
  fragments: readonly Fragment[],
  { comparisons, isDigest = false }: Extent,
): number[] {
  const [lead = null] = comparisons
  const shown = new Set(comparisons)
  return fragments.flatMap(({ kind, comparison, isDigest: isOfDigest }, index) => {
    const begins = kind === 'opening' || kind === 'head'
    const fits = comparison === null || (begins ? comparison === lead : shown.has(comparison))
    return fits && isOfDigest === isDigest ? [index + 1] : []
  })
}

/** What an edition's fragments show: its comparisons in their order, and whether it is for monthly readers. */
export function extentOf(fragments: readonly Fragment[]): Required<Extent> {
  return {
    comparisons: fragments.flatMap(({ kind, comparison }) =>
      kind === 'comparison' && comparison !== null ? [comparison] : [],
    ),
    isDigest: fragments.some(({ isDigest }) => isDigest),
  }
}

/** The fragments themselves, or what was made of each. */
export function fragmentsOf<F>(fragments: readonly F[], edition: Pick<Edition, 'fragments'>): readonly F[] {
  return edition.fragments.map((position) => fragments[position - 1]!)
}
