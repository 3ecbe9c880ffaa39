import { updatePreferences } from '../../../db/queries/preferences.ts'
import { keepSelection } from '../../../db/queries/selection.ts'
import type { Context } from '../../context.ts'
import {
  type PreferenceProblems,
  type PreferencesForm,
  readPreferences,
  samePreferences,
} from '../../domain/preferences.ts'
import { type PreferencesLink, showPreferences } from './show.ts'

type OpenLink = Extract<PreferencesLink, { outcome: 'open' }>

export type SaveOutcome =
  | { readonly outcome: 'saved' }
  | { readonly outcome: 'refused'; readonly problems: PreferenceProblems; readonly link: OpenLink }
  /** They were changed since the form was shown: in another window, or by whom the mail was forwarded to. */
  | { readonly outcome: 'changed-meanwhile'; readonly link: OpenLink }
  | Exclude<PreferencesLink, OpenLink>

/**
 * Saves what a subscriber chose on a page that showed their preferences as of `version`. Pressed twice, it is
 * saved once; of two windows that chose differently the second is told.
 */
export async function savePreferences(
  context: Context,
  token: string,
  form: PreferencesForm & { readonly version: number },
): Promise<SaveOutcome> {
  const link = await showPreferences(context, token)
  if (link.outcome !== 'open') return link
  const { reader, preferences: current, categories } = link
  const read = readPreferences(form, {
    categories: categories.map(({ slug }) => slug),
    current,
    today: current.today,
  })
  if ('problems' in read) return { outcome: 'refused', problems: read.problems, link }
  const { preferences } = read
  if (samePreferences(preferences, current)) return { outcome: 'saved' }
  if (form.version !== current.version) return { outcome: 'changed-meanwhile', link }
  const { subscriberId, tokenVersion } = reader
  const saved = await context.db.transaction().execute(async (tx) => {
    const selectionId = await keepSelection(tx, preferences)
    const { pausedUntil } = preferences
    return updatePreferences(
      tx,
      { subscriberId, tokenVersion, version: form.version },
      { selectionId, pausedUntil },
    )
  })
  // Otherwise somebody was faster, and is found now.
  return saved ? { outcome: 'saved' } : savePreferences(context, token, form)
}
