import type { ContentDocument, ContentEntry, ContentList } from '../../src/domain/content-document.ts'
import type { Db } from '../connect.ts'
import { readEntries } from './content-entry.ts'

/** What everything says now; of what a document is about, no more than that. */
export async function readContent(db: Db, about?: ContentDocument): Promise<ContentDocument> {
  const entries = async <List extends ContentList>(list: List): Promise<ContentEntry<List>[]> => {
    const which = about ? { slugs: about[list].map(slugOf) } : {}
    return (await readEntries(db, list, which)).map(({ entry }) => entry)
  }
  return {
    categories: await entries('categories'),
    reviewers: await entries('reviewers'),
    tools: await entries('tools'),
    reviews: await entries('reviews'),
    comparisons: await entries('comparisons'),
  }
}

/** Reviews go by their tools. */
function slugOf(entry: ContentEntry): string {
  return 'slug' in entry ? entry.slug : entry.tool
}
