import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findEntry } from '../../../db/queries/content-entry.ts'
import { lockContent } from '../../../db/queries/content-import.ts'
import type { Context } from '../../context.ts'
import type { ActKind } from '../../domain/audit.ts'
import {
  CONTENT_LISTS,
  type ContentEntry,
  type ContentList,
  type Stored,
} from '../../domain/content-document.ts'
import { checkDocument } from './check-document.ts'
import { saveDocument } from './save-document.ts'
import { formWords } from './words.ts'

/** What is wrong with an entry, by field: `name`, `claims[1].source`. */
export type FieldProblems = Readonly<Record<string, string>>

export type SaveOutcome<List extends ContentList> =
  | { readonly outcome: 'saved'; readonly entry: ContentEntry<List> }
  | { readonly outcome: 'refused'; readonly problems: FieldProblems }
  /** Somebody saved another version since the one that this was made from. */
  | { readonly outcome: 'collided'; readonly theirs: Stored<ContentEntry<List>> }
  | { readonly outcome: 'not-found' }

/** The version that an entry was made from; null: it is a new one. */
export type Base = number | null

/**
 * Saves one entry as a document with nothing else in it would be imported, if what is stored is still the version
 * that it was made from. Of what says no status, that stays as it is. What is stored already is saved again without a new version: a second press changes nothing.
 */
export async function saveEntry<List extends ContentList>(
  { db, by }: Pick<Context, 'db' | 'by'>,
  list: List,
  given: Readonly<Record<string, unknown>>,
  base: Base,
): Promise<SaveOutcome<List>> {
  return db.transaction().execute(async (tx): Promise<SaveOutcome<List>> => {
    await lockContent(tx)
    const stored = await findStored(tx, list, given)
    const typed = { status: stored?.entry.status, ...given }
    const read = await checkDocument(tx, { [list]: [typed] }, formWords)
    if ('problems' in read) return { outcome: 'refused', problems: fieldProblems(list, read.problems) }
    if (!stored && base !== null) return { outcome: 'not-found' }
    const document = { ...EMPTY, [list]: read[list].map(withoutNothing) }
    const entry = document[list][0] as ContentEntry<List>
    if (stored && isDeepStrictEqual(stored.entry, entry)) return { outcome: 'saved', entry }
    if (stored && base === null && list !== 'reviews')
      return { outcome: 'refused', problems: { slug: isTaken(stored) } }
    if (stored && stored.version !== base) return { outcome: 'collided', theirs: stored }
    await saveDocument(tx, by, document)
    const detail = stored ? `version ${stored.version + 1}` : 'version 1'
    await recordAct(tx, by, { kind: ACT[list], subject: nameOf(entry), detail })
    return { outcome: 'saved', entry }
  })
}

const EMPTY = Object.fromEntries(CONTENT_LISTS.map((list) => [list, []])) as unknown as {
  [List in ContentList]: ContentEntry<List>[]
}

const ACT: Readonly<Record<ContentList, ActKind>> = {
  categories: 'category-saved',
  reviewers: 'reviewer-saved',
  tools: 'tool-saved',
  reviews: 'review-saved',
  comparisons: 'comparison-saved',
}

async function findStored<List extends ContentList>(
  tx: Db,
  list: List,
  { slug, tool, reviewer }: Readonly<Record<string, unknown>>,
): Promise<Stored<ContentEntry<List>> | undefined> {
  return list === 'reviews'
    ? findEntry(tx, list, { slug: String(tool), reviewer: String(reviewer) })
    : findEntry(tx, list, { slug: String(slug) })
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
  problems: readonly { readonly path: string; readonly message: string }[],
): FieldProblems {
  const before = `${list}[0].`
  // The first one stands, where a field has several.
  return Object.fromEntries(
    problems.toReversed().map(({ path, message }) => [path.replace(before, ''), message]),
  )
}

function isTaken({ entry }: Stored<object>): string {
  return `“${nameOf(entry)}” is taken. Choose another, or change what is there.`
}

function nameOf(entry: object): string {
  if ('slug' in entry) return String(entry.slug)
  const { tool, reviewer } = entry as { tool: string; reviewer: string }
  return `${tool}/${reviewer}`
}
