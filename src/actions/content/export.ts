import { recordAct } from '../../../db/queries/audit-entry.ts'
import { readContent } from '../../../db/queries/content-export.ts'
import type { Context } from '../../context.ts'
import type { ContentDocument } from '../../domain/content-document.ts'
import { atOneMoment } from '../at-one-moment.ts'

/**
 * All content as a document: what everything says now, without its earlier versions. Ordered by slug, and
 * the panel by its seats, so that two exports of the same content are equal and importing one changes nothing.
 * That somebody has it is on record.
 */
export async function exportContent({ db, by }: Pick<Context, 'db' | 'by'>): Promise<ContentDocument> {
  await recordAct(db, by, { kind: 'content-exported', subject: 'content' })
  return atOneMoment(db, (tx) => readContent(tx))
}
