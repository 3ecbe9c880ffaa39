import { madeOnce } from '../../../emails/remembered.ts'
import { type Fragment, holdsGapMarker } from '../../domain/fragment.ts'

/** A link of an issue, and the comparison it stands in. */
interface IssueLink {
  readonly url: string
  readonly comparison: string | null
}

/** Every link in the fragments' HTML but the reader's own, each once: those that leave the site, and those that do not. */
export function issueLinks(
  fragments: readonly Fragment[],
  siteUrl: string,
): { readonly outward: readonly IssueLink[]; readonly own: readonly IssueLink[] } {
  const outward = new Map<string, IssueLink>()
  const own = new Map<string, IssueLink>()
  for (const fragment of fragments) {
    for (const { origin, url, comparison } of linksIn(fragment)) {
      const among = origin === siteUrl ? own : outward
      if (!among.has(url)) among.set(url, { url, comparison })
    }
  }
  return { outward: [...outward.values()], own: [...own.values()] }
}

const linksIn = madeOnce(
  ({ html, kind, ...fragment }: Fragment): (IssueLink & { readonly origin: string })[] => {
    // What an edition begins with is the issue's own, whichever comparison leads it.
    const comparison = kind === 'opening' || kind === 'head' ? null : fragment.comparison
    return [...html.matchAll(/\bhref="(https?:[^"]*)"/gi)].flatMap(([, escaped]) => {
      const url = escaped!.replaceAll('&amp;', '&')
      if (holdsGapMarker(url) || !URL.canParse(url)) return []
      return [{ url, comparison, origin: new URL(url).origin }]
    })
  },
)
