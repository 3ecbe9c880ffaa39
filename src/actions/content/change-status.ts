import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findEntry, type WhichOne } from '../../../db/queries/content-entry.ts'
import { lockContent } from '../../../db/queries/content-import.ts'
import type { Context } from '../../context.ts'
import { CONTENT_NOUNS, type ContentEntry, type ContentList } from '../../domain/content-document.ts'
import type { Publication } from '../../domain/publication.ts'
import { gatherPublished } from '../rhythm/gather.ts'
import { subjectOf } from './entry-subject.ts'
import { saveDocument } from './save-document.ts'
import { withdrawalProblems } from './withdrawals.ts'
import { formWords } from './words.ts'

export type { WhichOne }

export type StatusOutcome =
  | { readonly outcome: 'changed' | 'not-found' }
  /** It says something else by now than what was read before the button was pressed. */
  | { readonly outcome: 'collided' }
  /** Readers meet it in others, or it needs something that is withdrawn. */
  | { readonly outcome: 'refused'; readonly problem: string }

/**
 * Shows something to readers, or takes it away from them, in the version that the editor has read. Its versions stay.
 * A comparison that is published joins the draft that gathers.
 */
export async function changeStatus(
  { db, by }: Pick<Context, 'db' | 'by'>,
  list: ContentList,
  which: WhichOne,
  base: number,
  status: Publication,
): Promise<StatusOutcome> {
  return db.transaction().execute(async (tx: Db): Promise<StatusOutcome> => {
    await lockContent(tx)
    const stored = await findEntry(tx, list, which)
    if (!stored) return { outcome: 'not-found' }
    // Pressed twice, it is done once.
    if (stored.entry.status === status) return { outcome: 'changed' }
    if (stored.version !== base) return { outcome: 'collided' }
    const entry: ContentEntry = { ...stored.entry, status }
    const document = { [list]: [entry] }
    const [problem] = await withdrawalProblems(tx, document, formWords)
    if (problem) return { outcome: 'refused', problem: problem.message }
    await saveDocument(tx, by, document)
    await recordAct(tx, by, { kind: `${CONTENT_NOUNS[list]}-${status}`, subject: subjectOf(entry) })
    if (list === 'comparisons' && status === 'published') await gatherPublished(tx)
    return { outcome: 'changed' }
  })
}
