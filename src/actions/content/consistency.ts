import { CONTENT_LISTS, type ContentList } from '../../domain/content-document.ts'
import { isAhead } from '../../domain/staleness.ts'
import { formatPath, type Path, type Problem, problem } from './problem.ts'
import type { Words } from './words.ts'

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

/**
 * What no single entry shows to be wrong: duplicates, comparisons of a tool with itself, references to
 * nothing. Takes the document as it came, so that an entry with another problem is looked at all the same.
 */
export function consistencyProblems(input: unknown, { today, ...stored }: Known, words: Words): Problem[] {
  return [
    ...daysAhead(input, today, words),
    ...CONTENT_LISTS.flatMap((list) => duplicates(input, list, words)),
    ...selves(input, words),
    ...unknowns(input, stored, words),
  ]
}

/** The days of checks that are still to come: what was checked then would never be stale. */
function daysAhead(input: unknown, today: string, words: Words): Problem[] {
  return entries(input, 'tools').flatMap((entry, index) => {
    const claims = (entry as { claims?: unknown } | null)?.claims
    const days: Path[] = [
      ['priceCheckedOn'],
      ...(Array.isArray(claims) ? claims.map((_, place) => ['claims', place, 'checkedOn']) : []),
    ]
    return days
      .filter((path) => isAhead(textAt(entry, path) ?? '', today))
      .map((path) => problem(['tools', index, ...path], words.isAhead))
  })
}

function duplicates(input: unknown, list: ContentList, words: Words): Problem[] {
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
    return [problem(path, words.repeats(what, formatPath([list, first])))]
  })
}

function selves(input: unknown, words: Words): Problem[] {
  return entries(input, 'comparisons').flatMap((entry, index) => {
    const [left, right] = [textAt(entry, ['tools', 0]), textAt(entry, ['tools', 1])]
    if (left === undefined || left !== right) return []
    return [problem(['comparisons', index, 'tools'], words.isItself(left))]
  })
}

function unknowns(input: unknown, stored: KnownSlugs, words: Words): Problem[] {
  return REFERENCES.flatMap(({ list, at, to, noun }) => {
    const listed = entries(input, to).flatMap((entry) => textAt(entry, ['slug']) ?? [])
    const known = new Set([...listed, ...stored[to]])
    return entries(input, list).flatMap((entry, index) => {
      const slug = textAt(entry, at)
      if (slug === undefined || known.has(slug)) return []
      return [problem([list, index, ...at], words.isUnknown(noun, slug, to, [...known]))]
    })
  })
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
