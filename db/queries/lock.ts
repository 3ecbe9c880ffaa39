import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Has this transaction fail rather than wait long for a row that another one holds. */
export async function waitBriefly(tx: Db): Promise<void> {
  await sql`set local lock_timeout = '200ms'`.execute(tx)
}
