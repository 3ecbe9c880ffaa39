import type { Web } from '../support.ts'

/** What stands in a route's pattern, like `{ number: ['1', '2'] }`: each value is tried with each pattern. */
export type Fillings = Readonly<Record<string, readonly string[]>>

/** The patterns of all pages of the site, like `/compare/:slug`: whatever answers a GET. */
export function pagePatterns({ routes }: Web): string[] {
  const paths = routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
  return [...new Set(paths.flatMap(withAndWithoutLast))]
}

function withAndWithoutLast(path: string): string[] {
  return path.endsWith('?') ? [path.slice(0, -1), path.replace(/\/:\w+\?$/, '')] : [path]
}

/** The paths that a pattern stands for, with everything in its gaps that is known for them. */
export function pathsOf(pattern: string, fillings: Fillings): string[] {
  const gap = /:(\w+)/.exec(pattern)
  if (!gap) return [pattern]
  const [marker, name] = gap
  const values = fillings[name!]
  if (!values) throw new Error(`The scanner's fillings have nothing for :${name} of ${pattern}.`)
  return values.flatMap((value) => pathsOf(pattern.replace(marker, value), fillings))
}

/** The values that paths have in the gap of that name of any pattern. */
export function valuesOf(name: string, patterns: readonly string[], paths: Iterable<string>): string[] {
  const values = [...paths].flatMap((path) =>
    patterns.map((pattern) => asExpression(pattern).exec(path)?.groups?.[name] ?? []),
  )
  return [...new Set(values.flat())]
}

/** Those of the patterns that no path is of. */
export function withoutPath(patterns: readonly string[], paths: readonly string[]): string[] {
  return patterns.filter((pattern) => !paths.some((path) => asExpression(pattern).test(path)))
}

function asExpression(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll(/:(\w+)/g, '(?<$1>[^/?]+)')}(\\?|$)`)
}
