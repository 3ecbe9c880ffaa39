import { type Fragment, holdsGapMarker } from '../../domain/fragment.ts'

/** A link of an issue that leaves the site, and the comparison it stands in. */
export interface OutwardLink {
  readonly url: string
  readonly comparison: string | null
}

/** Every link in the fragments' HTML but the reader's own and those of our own site, each once. */
export function outwardLinks(fragments: readonly Fragment[], siteUrl: string): OutwardLink[] {
  const found = new Map<string, OutwardLink>()
  for (const { html, kind, ...fragment } of fragments) {
    // What an edition begins with is the issue's own, whichever comparison leads it.
    const comparison = kind === 'opening' || kind === 'head' ? null : fragment.comparison
    for (const [, escaped] of html.matchAll(/\bhref="(https?:[^"]*)"/gi)) {
      const url = escaped!.replaceAll('&amp;', '&')
      if (holdsGapMarker(url) || !URL.canParse(url) || new URL(url).origin === siteUrl || found.has(url))
        continue
      found.set(url, { url, comparison })
    }
  }
  return [...found.values()]
}
