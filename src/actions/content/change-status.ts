import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findEntry, type Which } from '../../../db/queries/content-entry.ts'
import { lockContent } from '../../../db/queries/content-import.ts'
import type { WithStatus } from '../../../db/queries/older-status.ts'
import type { Context } from '../../context.ts'
import type { ContentEntry } from '../../domain/content-document.ts'
import { gatherPublished } from '../rhythm/gather.ts'
import { subjectOf } from './entry-subject.ts'
import { saveDocument } from './save-document.ts'

/** `collided`: it says something else by now than what was read before the button was pressed. */
export interface StatusOutcome {
  readonly outcome: 'changed' | 'not-found' | 'collided'
}

export type NewStatus = 'published' | 'withdrawn'

/**
 * Shows a comparison or review to readers, or takes it away from them, in the version that the editor has read. Its
 * versions stay. What is published joins the draft that gathers.
 *
 * @param which slugs: of a comparison its own, of a review its tool's and its reviewer's.
 */
export async function changeStatus<List extends WithStatus>(
  { db, by }: Pick<Context, 'db' | 'by'>,
  list: List,
  which: Which & { readonly slug: string },
  base: number,
  status: NewStatus,
): Promise<StatusOutcome> {
  return db.transaction().execute(async (tx: Db): Promise<StatusOutcome> => {
    await lockContent(tx)
    const stored = await findEntry(tx, list, which)
    if (!stored) return { outcome: 'not-found' }
    const entry: ContentEntry<WithStatus> = stored.entry
    // Pressed twice, it is done once.
    if (entry.status === status) return { outcome: 'changed' }
    if (stored.version !== base) return { outcome: 'collided' }
    await saveDocument(tx, by, { [list]: [{ ...entry, status }] })
    const kind = `${NOUNS[list]}-${status}` as const
    await recordAct(tx, by, { kind, subject: subjectOf(entry) })
    if (list === 'comparisons' && status === 'published') await gatherPublished(tx)
    return { outcome: 'changed' }
  })
}

const NOUNS = { reviews: 'review', comparisons: 'comparison' } as const
