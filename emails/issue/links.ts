import type { Site } from '../site.ts'

/** Where a comparison is on the web. */
export function comparisonUrl(site: Site, { slug }: { readonly slug: string }): string {
  return `${site.url}/compare/${slug}`
}

/** Where an issue is on the web. */
export function issueUrl({ site, number }: { readonly site: Site; readonly number: number }): string {
  return `${site.url}/issues/${number}`
}
