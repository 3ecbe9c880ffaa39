import { GAPS, type Gap, gapMarker, type Links } from '../domain/fragment.ts'

/** A text cut at its gaps: what is the same for every reader, and the names of what is not. */
export type Spliceable = readonly (string | { readonly gap: Gap })[]

const MARKERS = new RegExp(`(${GAPS.map(gapMarker).join('|')})`)
const GAP_OF = new Map(GAPS.map((gap) => [gapMarker(gap), gap]))

/** Cuts texts, joined in their order, at their gaps. */
export function cutAtGaps(texts: readonly string[]): Spliceable {
  return texts
    .join('')
    .split(MARKERS)
    .map((part) => {
      const gap = GAP_OF.get(part)
      return gap ? { gap } : part
    })
}

/** Fills the gaps with one reader's links. */
export function splice(parts: Spliceable, links: Links): string {
  let text = ''
  for (const part of parts) text += typeof part === 'string' ? part : links[part.gap]
  return text
}
