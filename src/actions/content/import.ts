import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { lockContent, type Saved } from '../../../db/queries/content-import.ts'
import type { Context } from '../../context.ts'
import type { Actor } from '../../domain/audit.ts'
import type { ContentList } from '../../domain/content-document.ts'
import { checkDocument } from './check-document.ts'
import type { Problem } from './problem.ts'
import { saveDocument } from './save-document.ts'

export type ImportOutcome =
  | { readonly outcome: 'imported'; readonly counts: Readonly<Record<ContentList, Saved>> }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[] }

/**
 * Imports a content document (see `document.ts`), all of it or, where anything is wrong with it, nothing.
 * Entries are matched by slug: one that differs from what is stored becomes its next version, earlier
 * versions stay, and importing the same document again changes nothing. Imports wait for each other.
 */
export async function importContent(
  { db, by = 'command' }: Pick<Context, 'db'> & Partial<Pick<Context, 'by'>>,
  input: unknown,
): Promise<ImportOutcome> {
  return db.transaction().execute((trx) => importContentWithin(trx, by, input))
}

/** The same as part of a larger transaction. */
export async function importContentWithin(trx: Db, by: Actor, input: unknown): Promise<ImportOutcome> {
  await lockContent(trx)
  const read = await checkDocument(trx, input)
  if ('problems' in read) return { outcome: 'refused', problems: read.problems }
  const counts = await saveDocument(trx, by, read)
  const [added, changed] = [total(counts, 'added'), total(counts, 'changed')]
  if (added + changed > 0) {
    const detail = `${added} added, ${changed} changed`
    await recordAct(trx, by, { kind: 'content-imported', subject: 'content', detail })
  }
  return { outcome: 'imported', counts }
}

function total(counts: Readonly<Record<ContentList, Saved>>, what: keyof Saved): number {
  return Object.values(counts).reduce((sum, saved) => sum + saved[what], 0)
}
