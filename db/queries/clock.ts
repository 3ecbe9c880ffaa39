import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** The time, where all of it comes from: PostgreSQL's clock, which tests can shift. */
export async function clockNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_now() as now`.execute(db)
  return rows[0]!.now
}
