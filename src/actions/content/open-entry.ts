import { findEntry } from '../../../db/queries/content-entry.ts'
import type { Context } from '../../context.ts'
import type { ContentEntry, ContentList, Stored } from '../../domain/content-document.ts'

/** What the thing of that slug says now. */
export async function openEntry<List extends Exclude<ContentList, 'reviews'>>(
  { db }: Pick<Context, 'db'>,
  list: List,
  slug: string,
): Promise<Stored<ContentEntry<List>> | undefined> {
  return findEntry(db, list, { slug })
}
