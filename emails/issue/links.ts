import { gapMarker } from '../../src/domain/fragment.ts'
import type { Verdict } from '../../src/domain/verdict.ts'
import type { Site } from '../site.ts'
import type { IssueToRender } from './render-issue.ts'

/** Where a comparison is on the web. */
export function comparisonUrl(site: Site, { slug }: { readonly slug: string }): string {
  return `${site.url}/compare/${slug}`
}

/** Where an issue is on the web; of what monthly readers get, all those it is made of. */
export function issueUrl({ site, number, digestOf }: IssueToRender): string {
  return digestOf ? `${site.url}/issues` : `${site.url}/issues/${number}`
}

/** Where the reader votes on a tool, their verdict chosen already. */
export function voteUrl(
  comparison: { readonly slug: string },
  tool: { readonly slug: string },
  verdict: Verdict,
): string {
  return `${gapMarker('vote')}/${comparison.slug}?${tool.slug}=${verdict}`
}
