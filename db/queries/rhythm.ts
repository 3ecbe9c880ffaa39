import { sql } from 'kysely'
import type { Rhythm } from '../../src/domain/rhythm.ts'
import type { Db } from '../connect.ts'

/** The rhythm, what is skipped of it from now on, and now: all that the next slot depends on. */
export interface RhythmNow extends Rhythm {
  readonly now: Date
  readonly skipped: readonly Date[]
}

export async function findRhythm(db: Db): Promise<RhythmNow | undefined> {
  return rhythm(db).executeTakeFirst()
}

/** The same, and nobody else plans by it until the transaction ends. Taken before any lock on an issue. */
export async function lockRhythm(db: Db): Promise<RhythmNow | undefined> {
  await db.selectFrom('rhythm').select('onlyRow').forUpdate().execute()
  return findRhythm(db)
}

function rhythm(db: Db) {
  return db
    .selectFrom('rhythm')
    .select(['weekday', 'timeZone', 'paused'])
    .select(sql<string>`to_char(local_time, 'HH24:MI')`.as('time'))
    .select(sql<Date>`clock_now()`.as('now'))
    .select(sql<Date[]>`array(select slot from skipped_slot where slot > clock_now())`.as('skipped'))
}

/** Two who set it at once wait for each other. */
export async function saveRhythm(db: Db, { weekday, time, timeZone, paused }: Rhythm): Promise<void> {
  const values = { weekday, localTime: time, timeZone, paused }
  await db
    .insertInto('rhythm')
    .values(values)
    .onConflict((conflict) => conflict.column('onlyRow').doUpdateSet(values))
    .execute()
}

/** The slots that were skipped, from one moment on. */
export async function listSkipped(db: Db, from: Date): Promise<Date[]> {
  const rows = await db.selectFrom('skippedSlot').select('slot').where('slot', '>=', from).execute()
  return rows.map(({ slot }) => slot)
}

/** @returns whether it was not skipped before. */
export async function insertSkip(db: Db, slot: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('skippedSlot')
    .values({ slot })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** @returns whether it was skipped. */
export async function deleteSkip(db: Db, slot: Date): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('skippedSlot')
    .where('slot', '=', slot)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}
