import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** The random name that this installation carries in keys and tags. */
export async function installationId(db: Db): Promise<string> {
  const { id } = await db.selectFrom('installation').select('id').executeTakeFirstOrThrow()
  return id
}

/** Whether nobody has put anything into the database yet. */
export async function isUntouched(db: Db): Promise<boolean> {
  const { rows } = await sql<{ untouched: boolean }>`
    select not exists (select from tool) and not exists (select from subscriber)
      and not exists (select from issue) as untouched`.execute(db)
  return rows[0]?.untouched ?? false
}
