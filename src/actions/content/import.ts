import type { Db } from '../../../db/connect.ts'
import {
  lockContent,
  readKnownSlugs,
  type Saved,
  saveCategories,
  saveComparisons,
  saveReviewers,
  saveReviews,
  saveTools,
} from '../../../db/queries/content-import.ts'
import type { Context } from '../../context.ts'
import type { ContentDocument, ContentList } from '../../domain/content-document.ts'
import { consistencyProblems, type KnownSlugs } from './consistency.ts'
import { contentDocument } from './document.ts'
import { explain, type Problem, schemaProblems } from './problem.ts'

export type ImportOutcome =
  | { readonly outcome: 'imported'; readonly counts: Readonly<Record<ContentList, Saved>> }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[] }

/**
 * Imports a content document (see `document.ts`), all of it or, where anything is wrong with it, nothing.
 * Entries are matched by slug: one that differs from what is stored becomes its next version, earlier
 * versions stay, and importing the same document again changes nothing. Imports wait for each other.
 */
export async function importContent({ db }: Pick<Context, 'db'>, input: unknown): Promise<ImportOutcome> {
  return db.transaction().execute((trx) => importContentWithin(trx, input))
}

/** The same as part of a larger transaction. */
export async function importContentWithin(trx: Db, input: unknown): Promise<ImportOutcome> {
  await lockContent(trx)
  const read = readDocument(input, await readKnownSlugs(trx))
  if ('problems' in read) return { outcome: 'refused', problems: read.problems }
  return { outcome: 'imported', counts: await save(trx, read) }
}

function readDocument(input: unknown, stored: KnownSlugs): ContentDocument | { problems: Problem[] } {
  const parsed = contentDocument.safeParse(input, { error: explain })
  const wrong = parsed.success ? [] : schemaProblems(parsed.error)
  const paths = new Set(wrong.map(({ path }) => path))
  const problems = [...wrong, ...consistencyProblems(input, stored).filter(({ path }) => !paths.has(path))]
  return parsed.success && problems.length === 0 ? parsed.data : { problems }
}

/** In this order: each list points only into the ones before it. */
async function save(db: Db, document: ContentDocument): Promise<Record<ContentList, Saved>> {
  return {
    categories: await saveCategories(db, document.categories),
    reviewers: await saveReviewers(db, document.reviewers),
    tools: await saveTools(db, document.tools),
    reviews: await saveReviews(db, document.reviews),
    comparisons: await saveComparisons(db, document.comparisons),
  }
}
