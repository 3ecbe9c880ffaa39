import { CONTENT_LISTS, type ContentList } from '../../domain/content-document.ts'
import { isAhead } from '../../domain/staleness.ts'
import { formatPath, type Path, type Problem, problem } from './problem.ts'

/** What makes an entry the only one of its kind in a document. */
const KEYS: Readonly<Record<ContentList, readonly string[]>> = {
  categories: ['slug'],
  reviewers: ['slug'],
  tools: ['slug'],
  reviews: ['tool', 'reviewer'],
  comparisons: ['slug'],
}

/** Where an entry points at another, by slug. */
const REFERENCES = [
  { list: 'tools', at: ['category'], to: 'categories', noun: 'category' },
  { list: 'reviews', at: ['tool'], to: 'tools', noun: 'tool' },
  { list: 'reviews', at: ['reviewer'], to: 'reviewers', noun: 'reviewer' },
  { list: 'comparisons', at: ['tools', 0], to: 'tools', noun: 'tool' },
  { list: 'comparisons', at: ['tools', 1], to: 'tools', noun: 'tool' },
] as const

/** The slugs that others may point at. */
type KnownSlugs = Readonly<Record<(typeof REFERENCES)[number]['to'], readonly string[]>>

/** What a document is held against. */
export type Known = KnownSlugs & {
  /** Like "2026-11-29". */
  readonly today: string
}

const MOST_SUGGESTIONS = 12

/**
 * What no single entry shows to be wrong: duplicates, comparisons of a tool with itself, references to
 * nothing. Takes the document as it came, so that an entry with another problem is looked at all the same.
 */
export function consistencyProblems(input: unknown, { today, ...stored }: Known): Problem[] {
  return [
    ...daysAhead(input, today),
    ...CONTENT_LISTS.flatMap((list) => duplicates(input, list)),
    ...selves(input),
    ...unknowns(input, stored),
  ]
}

/** The days of checks that are still to come: what was checked then would never be stale. */
function daysAhead(input: unknown, today: string): Problem[] {
  return entries(input, 'tools').flatMap((entry, index) => {
    const claims = (entry as { claims?: unknown } | null)?.claims
    const days: Path[] = [
      ['priceCheckedOn'],
      ...(Array.isArray(claims) ? claims.map((_, place) => ['claims', place, 'checkedOn']) : []),
    ]
    return days
      .filter((path) => isAhead(textAt(entry, path) ?? '', today))
      .map((path) => problem(['tools', index, ...path], 'That day is still to come.'))
  })
}

function duplicates(input: unknown, list: ContentList): Problem[] {
  const seen = new Map<string, number>()
  return entries(input, list).flatMap((entry, index) => {
    const values = KEYS[list].map((key) => textAt(entry, [key]))
    if (values.includes(undefined)) return []
    const id = values.join(' ')
    const first = seen.get(id)
    if (first === undefined) {
      seen.set(id, index)
      return []
    }
    const path = KEYS[list].length === 1 ? [list, index, ...KEYS[list]] : [list, index]
    const what = KEYS[list].map((key, at) => `${key} "${values[at]}"`).join(' and ')
    return [problem(path, `repeats the ${what} of ${formatPath([list, first])}`)]
  })
}

function selves(input: unknown): Problem[] {
  return entries(input, 'comparisons').flatMap((entry, index) => {
    const [left, right] = [textAt(entry, ['tools', 0]), textAt(entry, ['tools', 1])]
    if (left === undefined || left !== right) return []
    return [
      problem(['comparisons', index, 'tools'], `compares "${left}" with itself; name two different tools`),
    ]
  })
}

function unknowns(input: unknown, stored: KnownSlugs): Problem[] {
  return REFERENCES.flatMap(({ list, at, to, noun }) => {
    const listed = entries(input, to).flatMap((entry) => textAt(entry, ['slug']) ?? [])
    const known = new Set([...listed, ...stored[to]])
    return entries(input, list).flatMap((entry, index) => {
      const slug = textAt(entry, at)
      if (slug === undefined || known.has(slug)) return []
      return [problem([list, index, ...at], `there is no ${noun} "${slug}"; ${remedy(to, [...known])}`)]
    })
  })
}

function remedy(list: string, known: readonly string[]): string {
  if (known.length === 0) return `add it to "${list}"`
  const more = known.length > MOST_SUGGESTIONS ? ` or ${known.length - MOST_SUGGESTIONS} more` : ''
  return `add it to "${list}" or use one of: ${known.toSorted().slice(0, MOST_SUGGESTIONS).join(', ')}${more}`
}

function entries(input: unknown, list: ContentList): readonly unknown[] {
  const found = valueAt(input, list)
  return Array.isArray(found) ? found : []
}

function textAt(entry: unknown, path: Path): string | undefined {
  const found = path.reduce(valueAt, entry)
  return typeof found === 'string' ? found : undefined
}

function valueAt(value: unknown, key: PropertyKey): unknown {
  return value instanceof Object && Object.hasOwn(value, key) ? value[key as keyof typeof value] : undefined
}
