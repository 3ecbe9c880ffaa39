import { findEntry } from '../../../db/queries/content-entry.ts'
import { countReviewsOf } from '../../../db/queries/reviewer.ts'
import type { Context } from '../../context.ts'
import type { ReviewerEntry, Stored } from '../../domain/content-document.ts'

/** A seat of the panel as editors see it. */
export interface OpenReviewer extends Stored<ReviewerEntry> {
  /** How many of its reviews are published, and count as long as it is. */
  readonly reviews: number
}

export async function openReviewer(
  { db }: Pick<Context, 'db'>,
  slug: string,
): Promise<OpenReviewer | undefined> {
  const stored = await findEntry(db, 'reviewers', { slug })
  return stored && { ...stored, reviews: await countReviewsOf(db, slug) }
}
