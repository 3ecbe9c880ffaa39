import { isDeepStrictEqual } from 'node:util'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findEntry } from '../../../db/queries/content-entry.ts'
import { lockContent } from '../../../db/queries/content-import.ts'
import { findOlderStatus } from '../../../db/queries/older-status.ts'
import type { Context } from '../../context.ts'
import type { ComparisonStatus } from '../../domain/comparison.ts'
import {
  CONTENT_NOUNS,
  type ContentEntry,
  type ContentList,
  type Stored,
} from '../../domain/content-document.ts'
import { checkDocument } from './check-document.ts'
import { subjectOf } from './entry-subject.ts'
import { saveDocument } from './save-document.ts'
import { formWords } from './words.ts'

/** What is wrong with an entry, by field: `name`, `claims[1].source`. */
export type FieldProblems = Readonly<Record<string, string>>

export type SaveOutcome<List extends ContentList> =
  | {
      readonly outcome: 'saved'
      readonly entry: ContentEntry<List>
      /** The status that somebody gave it meanwhile, which it keeps. */
      readonly became?: ComparisonStatus | undefined
    }
  | {
      readonly outcome: 'refused'
      readonly problems: FieldProblems
      /** What could stand in a field instead. */
      readonly suggestions?: Readonly<Record<string, readonly string[]>>
    }
  /** Somebody saved another version since the one that this was made from. */
  | { readonly outcome: 'collided'; readonly theirs: Stored<ContentEntry<List>> }
  | { readonly outcome: 'not-found' }

/** The version that an entry was made from; null: it is a new one. */
export type Base = number | null

/**
 * Saves one entry as a document with nothing else in it would be imported, if what is stored is still the version
 * that it was made from, but for its status: a save keeps that as it is. What is stored already is saved again without
 * a new version: a second press changes nothing.
 */
export async function saveEntry<List extends ContentList>(
  { db, by }: Pick<Context, 'db' | 'by'>,
  list: List,
  given: Readonly<Record<string, unknown>>,
  base: Base,
): Promise<SaveOutcome<List>> {
  return db.transaction().execute(async (tx): Promise<SaveOutcome<List>> => {
    await lockContent(tx)
    const which = whichOf(list, given)
    const stored = await findEntry(tx, list, which)
    const typed = { ...given, status: stored?.entry.status ?? FIRST_STATUS[list] }
    const read = await checkDocument(tx, { [list]: [typed] }, formWords)
    if ('problems' in read) return { outcome: 'refused', problems: fieldProblems(list, given, read.problems) }
    if (!stored && base !== null) return { outcome: 'not-found' }
    const entry = withoutNothing(read[list][0]!) as ContentEntry<List>
    if (stored && isDeepStrictEqual(stored.entry, entry)) return { outcome: 'saved', entry }
    if (stored && base === null && list !== 'reviews')
      return { outcome: 'refused', problems: { slug: isTaken(stored) } }
    const isNewer = stored !== undefined && stored.version !== base
    const before = isNewer && base ? await findOlderStatus(tx, list, which, base) : undefined
    if (isNewer && before === undefined) return { outcome: 'collided', theirs: stored }
    await saveDocument(tx, by, { [list]: [entry] })
    const detail = stored ? `version ${stored.version + 1}` : 'version 1'
    await recordAct(tx, by, { kind: `${CONTENT_NOUNS[list]}-saved`, subject: subjectOf(entry), detail })
    const became = before === undefined || before === entry.status ? undefined : entry.status
    return { outcome: 'saved', entry, became }
  })
}

/** What a new entry is. */
const FIRST_STATUS: Readonly<Record<ContentList, ComparisonStatus>> = {
  categories: 'published',
  reviewers: 'published',
  tools: 'published',
  reviews: 'published',
  comparisons: 'draft',
}

function whichOf(list: ContentList, { slug, tool, reviewer }: Readonly<Record<string, unknown>>) {
  return list === 'reviews' ? { slug: String(tool), reviewer: String(reviewer) } : { slug: String(slug) }
}

/** As an entry is read from the database, which leaves out what may be left out and is. */
function withoutNothing(entry: object): object {
  return Object.fromEntries(
    Object.entries(entry).filter(
      ([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  )
}

function fieldProblems(
  list: ContentList,
  given: Readonly<Record<string, unknown>>,
  problems: readonly { readonly path: string; readonly message: string }[],
): FieldProblems {
  const before = `${list}[0].`
  // The first one stands, where a field has several.
  const { slug, ...others } = Object.fromEntries(
    problems.toReversed().map(({ path, message }) => [path.replace(before, ''), message]),
  )
  // Once there is a name, a slug is made of it.
  const comes = given.slug === '' && String(given.name ?? '').trim() === ''
  return slug === undefined || (comes && 'name' in others) ? others : { slug, ...others }
}

function isTaken({ entry }: Stored<ContentEntry>): string {
  return `“${subjectOf(entry)}” is taken. Choose another, or change what is there.`
}
