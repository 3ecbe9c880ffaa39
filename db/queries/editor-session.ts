import { sql } from 'kysely'
import type { Db } from '../connect.ts'

export interface EditorSession {
  readonly id: number
  /** As the browser names itself. */
  readonly userAgent: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** An editor's sessions that have not ended, newest first. */
export async function listSessions(db: Db, editorId: number): Promise<EditorSession[]> {
  return db
    .selectFrom('editorSession')
    .select(['id', 'userAgent', 'createdAt', 'expiresAt'])
    .where('editorId', '=', editorId)
    .where('expiresAt', '>', sql<Date>`now()`)
    .orderBy('id', 'desc')
    .execute()
}

/** Ends one of an editor's sessions. @returns whether there was one. */
export async function endSession(db: Db, editorId: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('editorSession')
    .where('editorId', '=', editorId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends an editor's sessions, but for one where it is named. @returns how many. */
export async function endSessions(db: Db, editorId: number, except?: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('editorSession')
    .where('editorId', '=', editorId)
    .$if(except !== undefined, (query) => query.where('id', '!=', except!))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Deletes sessions and codes whose time is over. */
export async function deleteExpiredSignIns(db: Db): Promise<void> {
  await sql`
    with codes as (delete from sign_in_code where expires_at < now())
    delete from editor_session where expires_at < now()`.execute(db)
}
