import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Notes that a worker looked for work. */
export async function beat(db: Db): Promise<void> {
  await db.updateTable('pulse').set({ beatAt: sql<Date>`clock_now()` }).execute()
}

/** Whether nobody has looked for work for some beats. */
export async function isPulseLate(db: Db): Promise<boolean> {
  const { rows } = await sql<{ late: boolean }>`
    select beat_at < clock_now() - interval '10 seconds' as late from pulse`.execute(db)
  return rows[0]?.late ?? false
}

/** Whether some worker looked for work lately. */
export async function isWorkerAlive(db: Db): Promise<boolean> {
  const { rows } = await sql<{ alive: boolean }>`
    select beat_at > clock_now() - interval '30 seconds' as alive from pulse`.execute(db)
  return rows[0]?.alive ?? false
}
