import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findEntry } from '../../../db/queries/content-entry.ts'
import { lockContent, saveReviews } from '../../../db/queries/content-import.ts'
import type { Context } from '../../context.ts'
import { editorIdOf } from '../../domain/audit.ts'
import type { ReviewEntry } from '../../domain/content-document.ts'

/** `collided`: it says something else by now than what was read before the button was pressed. */
export interface PublishReviewOutcome {
  readonly outcome: 'changed' | 'not-found' | 'collided'
}

type Acting = Pick<Context, 'db' | 'by'>

/** Slugs. */
type WhichReview = Pick<ReviewEntry, 'tool' | 'reviewer'>

/** Lets a review count again, in the version that was read. */
export async function publishReview(
  context: Acting,
  which: WhichReview,
  base: number,
): Promise<PublishReviewOutcome> {
  return change(context, which, base, 'published')
}

/** Takes a review away from readers, and out of what the panel says. Its versions stay. */
export async function withdrawReview(
  context: Acting,
  which: WhichReview,
  base: number,
): Promise<PublishReviewOutcome> {
  return change(context, which, base, 'withdrawn')
}

async function change(
  { db, by }: Acting,
  { tool, reviewer }: WhichReview,
  base: number,
  status: ReviewEntry['status'],
): Promise<PublishReviewOutcome> {
  return db.transaction().execute(async (tx: Db): Promise<PublishReviewOutcome> => {
    await lockContent(tx)
    const stored = await findEntry(tx, 'reviews', { slug: tool, reviewer })
    if (!stored) return { outcome: 'not-found' }
    // Pressed twice, it is done once.
    if (stored.entry.status === status) return { outcome: 'changed' }
    if (stored.version !== base) return { outcome: 'collided' }
    await saveReviews(tx, [{ ...stored.entry, status }], editorIdOf(by))
    await recordAct(tx, by, { kind: `review-${status}`, subject: `${tool}/${reviewer}` })
    return { outcome: 'changed' }
  })
}
