import type { Db } from '../../../db/connect.ts'
import {
  type Saved,
  saveCategories,
  saveComparisons,
  saveReviewers,
  saveReviews,
  saveTools,
} from '../../../db/queries/content-import.ts'
import { type Actor, editorIdOf } from '../../domain/audit.ts'
import type { ContentDocument, ContentList } from '../../domain/content-document.ts'

/** Saves what differs as next versions; in this order, as each list points only into the ones before it. A list may be missing. */
export async function saveDocument(
  db: Db,
  by: Actor,
  { categories = [], reviewers = [], tools = [], reviews = [], comparisons = [] }: Partial<ContentDocument>,
): Promise<Record<ContentList, Saved>> {
  const editorId = editorIdOf(by)
  return {
    categories: await saveCategories(db, categories, editorId),
    reviewers: await saveReviewers(db, reviewers, editorId),
    tools: await saveTools(db, tools, editorId),
    reviews: await saveReviews(db, reviews, editorId),
    comparisons: await saveComparisons(db, comparisons, editorId),
  }
}
