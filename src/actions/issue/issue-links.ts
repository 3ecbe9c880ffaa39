import { type Fragment, holdsGapMarker } from '../../domain/fragment.ts'

/** A link of an issue, and the comparison it stands in. */
interface IssueLink {
  readonly url: string
  readonly comparison: string | null
}

/** The links of an issue that leave the site. */
export function outwardLinks(fragments: readonly Fragment[], siteUrl: string): IssueLink[] {
  return linksIn(fragments).filter(({ url }) => !isOwn(url, siteUrl))
}

/** Those that lead to our own site. */
export function ownLinks(fragments: readonly Fragment[], siteUrl: string): IssueLink[] {
  return linksIn(fragments).filter(({ url }) => isOwn(url, siteUrl))
}

function isOwn(url: string, siteUrl: string): boolean {
  return new URL(url).origin === siteUrl
}

/** Every link in the fragments' HTML but the reader's own, each once. */
function linksIn(fragments: readonly Fragment[]): IssueLink[] {
  const found = new Map<string, IssueLink>()
  for (const { html, kind, ...fragment } of fragments) {
    // What an edition begins with is the issue's own, whichever comparison leads it.
    const comparison = kind === 'opening' || kind === 'head' ? null : fragment.comparison
    for (const [, escaped] of html.matchAll(/\bhref="(https?:[^"]*)"/gi)) {
      const url = escaped!.replaceAll('&amp;', '&')
      if (holdsGapMarker(url) || !URL.canParse(url) || found.has(url)) continue
      found.set(url, { url, comparison })
    }
  }
  return [...found.values()]
}
