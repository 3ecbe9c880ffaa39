import { listCategories } from '../../../db/queries/category.ts'
import { findPreferences, type StoredPreferences } from '../../../db/queries/preferences.ts'
import type { Context } from '../../context.ts'
import type { Category } from '../../domain/tool.ts'
import { type Reader, type ReaderLink, readReaderLink } from '../subscriber/reader-link.ts'

/** What a reader's link to their preferences leads to. */
export type PreferencesLink =
  | {
      readonly outcome: 'open'
      readonly reader: Reader
      readonly preferences: StoredPreferences
      /** All that can be chosen, and those that they have chosen: they keep them, even if one was withdrawn. */
      readonly categories: readonly Category[]
    }
  /** They have left, or not confirmed since they came back. */
  | { readonly outcome: 'not-subscribed'; readonly reader: Reader }
  | Exclude<ReaderLink, { readonly outcome: 'open' }>

/** Shows a subscriber's preferences and changes nothing. */
export async function showPreferences(context: Context, token: string): Promise<PreferencesLink> {
  const link = await readReaderLink(context, token)
  if (link.outcome !== 'open') return link
  const { reader } = link
  if (reader.status !== 'confirmed') return { outcome: 'not-subscribed', reader }
  const preferences = await findPreferences(context.db, reader.subscriberId)
  if (!preferences) return { outcome: 'erased' }
  const categories = await listCategories(context.db, preferences.categories ?? [])
  return { outcome: 'open', reader, preferences, categories }
}
