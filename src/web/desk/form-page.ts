import { ACCESS } from './access.ts'

/** Where a form is that is not on the page above the path it is sent to. */
const ELSEWHERE: readonly (readonly [sentTo: string, page: string])[] = [
  ['/sessions', '/codes'],
  ['/test-mails', '/preview'],
]

const ROUTES = Object.keys(ACCESS).map((route) => {
  const [method, path] = route.split(' ') as [string, string]
  const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+').replace('*', '.*')}$`)
  return { method, pattern, gaps: path.match(/[:*]/g)?.length ?? 0 }
})

/**
 * The page with the form whose answer is reloaded: a refused form answers at the path it was sent to, where there is
 * nothing to read. A path with a slash too many leads to the one without.
 *
 * @returns undefined where the path is a page itself, or nothing.
 */
export function formPage(path: string): string | undefined {
  const trimmed = path.replace(/\/+$/, '')
  if (trimmed !== path && isPage(trimmed)) return trimmed
  // What reads like an edition, but for the word in its place, is where a form is sent.
  if (gapsOf('POST', trimmed) >= gapsOf('GET', trimmed)) return undefined
  const [sentTo, page] = ELSEWHERE.find(([sentTo]) => trimmed.endsWith(sentTo)) ?? []
  return sentTo === undefined ? pageAbove(trimmed) : trimmed.slice(0, -sentTo.length) + page
}

function pageAbove(path: string): string {
  const above = path.slice(0, path.lastIndexOf('/'))
  return isPage(above) ? above : pageAbove(above)
}

function isPage(path: string): boolean {
  return gapsOf('GET', path) < Infinity
}

/** How little of a path the route that knows it best is sure of. */
function gapsOf(method: 'GET' | 'POST', path: string): number {
  return Math.min(
    ...ROUTES.flatMap((route) => (route.method === method && route.pattern.test(path) ? [route.gaps] : [])),
  )
}
