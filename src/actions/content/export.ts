import { readContent } from '../../../db/queries/content-export.ts'
import type { Context } from '../../context.ts'
import type { ContentDocument } from '../../domain/content-document.ts'

/**
 * All content as a document: what everything says now, without its earlier versions. Ordered by slug, and
 * the panel by its seats, so that two exports of the same content are equal and importing one changes nothing.
 */
export async function exportContent({ db }: Pick<Context, 'db'>): Promise<ContentDocument> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(readContent)
}
