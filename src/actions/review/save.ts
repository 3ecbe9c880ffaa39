import { findEntry } from '../../../db/queries/content-entry.ts'
import type { Context } from '../../context.ts'
import { type Base, type SaveOutcome, saveEntry } from '../content/save-entry.ts'

/** A review as somebody types it. */
export interface TypedReview {
  /** Slugs. */
  readonly tool: string
  readonly reviewer: string
  readonly verdict: string
  readonly quote: string
}

/** Saves a review in the status that it has; a new one is published. */
export async function saveReview(
  context: Pick<Context, 'db' | 'by'>,
  typed: TypedReview,
  base: Base,
): Promise<SaveOutcome<'reviews'>> {
  const { tool, reviewer } = typed
  const stored = await findEntry(context.db, 'reviews', { slug: tool, reviewer })
  // Published or withdrawn meanwhile, it is another version, and this save collides with it.
  return saveEntry(context, 'reviews', { ...typed, status: stored?.entry.status ?? 'published' }, base)
}
