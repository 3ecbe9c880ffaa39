import { type Fragment, GAPS, gapMarker, type Links } from '../domain/fragment.ts'

const MARKERS = new RegExp(GAPS.map(gapMarker).join('|'), 'g')
const GAP_OF = new Map(GAPS.map((gap) => [gapMarker(gap), gap]))

/** A mail's body in both its forms. */
export type Content = Pick<Fragment, 'html' | 'text'>

/** Joins fragments and fills their gaps with one reader's links. */
export function spliceFragments(fragments: readonly Content[], links: Links): Content {
  const splice = (text: string) => text.replaceAll(MARKERS, (marker) => links[GAP_OF.get(marker)!])
  return {
    html: splice(fragments.map(({ html }) => html).join('')),
    text: splice(fragments.map(({ text }) => text).join('')),
  }
}

/** Puts a notice where a mail has room for one: above everything else that is seen of it. */
export function withNotice(fragments: readonly Content[], notice: Content): Content[] {
  const [opening, ...rest] = fragments
  return [opening!, notice, ...rest]
}
