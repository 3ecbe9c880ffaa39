import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findEntry } from '../../../db/queries/content-entry.ts'
import { lockContent, saveComparisons } from '../../../db/queries/content-import.ts'
import type { Context } from '../../context.ts'
import { editorIdOf } from '../../domain/audit.ts'
import type { ComparisonEntry, Stored } from '../../domain/content-document.ts'
import { gatherPublished } from '../rhythm/gather.ts'

export type PublishOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'not-found' }
  /** It says something else by now than what the editor has read. */
  | { readonly outcome: 'collided'; readonly theirs: Stored<ComparisonEntry> }

type Acting = Pick<Context, 'db' | 'by'>

/** Shows a comparison to readers, in the version that the editor has read; the draft that gathers takes it in. */
export async function publishComparison(
  context: Acting,
  slug: string,
  base: number,
): Promise<PublishOutcome> {
  return change(context, slug, base, 'published')
}

/** Takes a comparison away from readers, and out of the issues that are not frozen yet. */
export async function withdrawComparison(
  context: Acting,
  slug: string,
  base: number,
): Promise<PublishOutcome> {
  return change(context, slug, base, 'withdrawn')
}

async function change(
  { db, by }: Acting,
  slug: string,
  base: number,
  status: 'published' | 'withdrawn',
): Promise<PublishOutcome> {
  return db.transaction().execute(async (tx: Db): Promise<PublishOutcome> => {
    await lockContent(tx)
    const stored = await findEntry(tx, 'comparisons', { slug })
    if (!stored) return { outcome: 'not-found' }
    // Pressed twice, it is done once.
    if (stored.entry.status === status) return { outcome: 'changed' }
    if (stored.version !== base) return { outcome: 'collided', theirs: stored }
    await saveComparisons(tx, [{ ...stored.entry, status }], editorIdOf(by))
    await recordAct(tx, by, { kind: `comparison-${status}`, subject: slug })
    if (status === 'published') await gatherPublished(tx)
    return { outcome: 'changed' }
  })
}
