import type { Db } from '../connect.ts'

/** Whether an address is never to be mailed. */
export async function isSuppressed(db: Db, addressKey: string): Promise<boolean> {
  const row = await db
    .selectFrom('suppression')
    .select('id')
    .where('addressKey', '=', addressKey)
    .where('liftedAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
