import type { Fragment } from './fragment.ts'
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

/**
 * The fragments of an issue, or of its digest, that make a mail with these comparisons alone.
 *
 * @param comparisons slugs, in the issue's order.
 * @returns positions, from 1 on.
 */
export function composeEdition(
  fragments: readonly Fragment[],
  { comparisons, isDigest = false }: { readonly comparisons: readonly string[]; readonly isDigest?: boolean },
): number[] {
  const [lead = null] = comparisons
  const shown = new Set(comparisons)
  return fragments.flatMap(({ kind, comparison, ...fragment }, index) => {
    const begins = kind === 'opening' || kind === 'head'
    const fits = comparison === null || (begins ? comparison === lead : shown.has(comparison))
    return fits && fragment.isDigest === isDigest ? [index + 1] : []
  })
}

/** The fragments themselves, or what was made of each. */
export function fragmentsOf<F>(fragments: readonly F[], edition: Pick<Edition, 'fragments'>): readonly F[] {
  return edition.fragments.map((position) => fragments[position - 1]!)
}
