import type { ContentDocument, ContentEntry, ContentList } from '../../src/domain/content-document.ts'
import type { Db } from '../connect.ts'
import { readEntries } from './content-entry.ts'

/** What everything says now. */
export async function readContent(db: Db): Promise<ContentDocument> {
  return {
    categories: await entries(db, 'categories'),
    reviewers: await entries(db, 'reviewers'),
    tools: await entries(db, 'tools'),
    reviews: await entries(db, 'reviews'),
    comparisons: await entries(db, 'comparisons'),
  }
}

async function entries<List extends ContentList>(db: Db, list: List): Promise<ContentEntry<List>[]> {
  return (await readEntries(db, list)).map(({ entry }) => entry)
}
