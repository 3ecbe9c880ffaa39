import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'

/** How many of this database's connections wait for somebody's lock. */
export async function waiting(db: Db): Promise<number> {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows.length
}
