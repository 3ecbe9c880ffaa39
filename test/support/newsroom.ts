import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { insertEditor } from '../../db/queries/editor.ts'

/** One editor of each role, and one who was removed. */
export async function addNewsroom(db: Db): Promise<void> {
  const { id: reviewerId } = await db.selectFrom('reviewer').select('id').limit(1).executeTakeFirstOrThrow()
  for (const [name, role] of [
    ['olga', 'owner'],
    ['eddie', 'editor'],
    ['rhea', 'reviewer'],
    ['gone', 'editor'],
  ] as const) {
    await insertEditor(db, { address: `${name}@lovelace.org`, name, role, reviewerId })
  }
  await sql`update editor set removed_at = clock_now() where name = 'gone'`.execute(db)
}
