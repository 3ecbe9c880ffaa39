import { sql } from 'kysely'
import type { Preferences } from '../../src/domain/preferences.ts'
import type { Db } from '../connect.ts'
import { changed } from './changed.ts'
import { categorySlugs } from './selection.ts'

/** A subscriber's preferences; `version` counts the changes to them. */
export interface StoredPreferences extends Preferences {
  readonly version: number
  /** By UTC. */
  readonly today: string
}

/** A pause that is over is none. */
export async function findPreferences(db: Db, subscriberId: number): Promise<StoredPreferences | undefined> {
  const { rows } = await sql<StoredPreferences>`
    select ${categorySlugs} as categories, frequency, format, preferences_version as version, today,
      case when paused_until > today then paused_until end as paused_until
    from (select (clock_now() at time zone 'UTC')::date) as clock (today), subscriber
    join selection on selection.id = subscriber.selection_id
    where subscriber.id = ${subscriberId}`.execute(db)
  return rows[0]
}

/** @returns whether nobody changed them since that version, and the subscriber is confirmed. */
export async function updatePreferences(
  db: Db,
  subscriber: { readonly subscriberId: number; readonly tokenVersion: number; readonly version: number },
  { selectionId, pausedUntil }: { readonly selectionId: number; readonly pausedUntil: string | null },
): Promise<boolean> {
  return changed(
    db
      .updateTable('subscriber')
      .set((eb) => ({
        selectionId,
        pausedUntil,
        preferencesVersion: eb('preferencesVersion', '+', 1),
      }))
      .where('id', '=', subscriber.subscriberId)
      .where('tokenVersion', '=', subscriber.tokenVersion)
      .where('preferencesVersion', '=', subscriber.version)
      .where('status', '=', 'confirmed'),
  )
}
