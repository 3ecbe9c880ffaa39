import { sql } from 'kysely'
import type { Editor, Role } from '../../src/domain/editor.ts'
import type { Db } from '../connect.ts'

const COLUMNS = ['id', 'address', 'name', 'role', 'reviewerId'] as const

/** An editor who may sign in. */
export async function findEditor(db: Db, id: number): Promise<Editor | undefined> {
  return db
    .selectFrom('editor')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
}

/** Whose a session is, as long as it has not ended; and the zone of the rhythm, or UTC while there is none. */
export async function findEditorOfSession(
  db: Db,
  token: string,
): Promise<(Editor & { readonly sessionId: number; readonly timeZone: string }) | undefined> {
  return db
    .selectFrom('editorSession')
    .innerJoin('editor', 'editor.id', 'editorSession.editorId')
    .select(COLUMNS.map((column) => `editor.${column}` as const))
    .select([
      'editorSession.id as sessionId',
      sql<string>`coalesce((select time_zone from rhythm), 'UTC')`.as('timeZone'),
    ])
    .where('editorSession.token', '=', token)
    .where('editorSession.expiresAt', '>', sql<Date>`now()`)
    .where('editor.removedAt', 'is', null)
    .executeTakeFirst()
}

export async function findEditorByAddress(db: Db, address: string): Promise<Editor | undefined> {
  return db
    .selectFrom('editor')
    .select(COLUMNS)
    .where('address', '=', address.toLowerCase())
    .where('removedAt', 'is', null)
    .executeTakeFirst()
}

/** All who may sign in, owners first. */
export async function listEditors(db: Db): Promise<Editor[]> {
  return db
    .selectFrom('editor')
    .select(COLUMNS)
    .where('removedAt', 'is', null)
    .orderBy(sql`array_position(array['owner', 'editor', 'reviewer'], role)`)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export type NewEditor = Omit<Editor, 'id'>

/** Adds an editor, or lets one who was removed come back. @returns their id, unless they are one already. */
export async function insertEditor(db: Db, editor: NewEditor): Promise<number | undefined> {
  const values = { ...editor, address: editor.address.toLowerCase() }
  const row = await db
    .insertInto('editor')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .column('address')
        .doUpdateSet({ ...values, removedAt: null, updatedAt: sql<Date>`clock_now()` })
        .where('editor.removedAt', 'is not', null),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Keeps two changes of who is an owner apart: the last one is not to be lost between them. */
export async function lockEditors(db: Db): Promise<void> {
  await sql`lock table editor in share row exclusive mode`.execute(db)
}

export async function countOwners(db: Db): Promise<number> {
  const { owners } = await db
    .selectFrom('editor')
    .select((select) => select.fn.countAll<number>().as('owners'))
    .where('role', '=', 'owner')
    .where('removedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return owners
}

/** How many may approve issues. */
export async function countApprovers(db: Db): Promise<number> {
  const { approvers } = await db
    .selectFrom('editor')
    .select((select) => select.fn.countAll<number>().as('approvers'))
    .where('role', 'in', ['owner', 'editor'])
    .where('removedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return approvers
}

export async function updateEditor(
  db: Db,
  id: number,
  changes: { readonly role?: Role; readonly reviewerId?: number | null },
): Promise<void> {
  await db
    .updateTable('editor')
    .set({ ...changes, updatedAt: sql<Date>`clock_now()` })
    .where('id', '=', id)
    .execute()
}

/** @returns whether they were called otherwise before. */
export async function setEditorName(db: Db, id: number, name: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('editor')
    .set({ name, updatedAt: sql<Date>`clock_now()` })
    .where('id', '=', id)
    .where('name', '!=', name)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** From now on they do not sign in. */
export async function removeEditor(db: Db, id: number): Promise<void> {
  await db
    .updateTable('editor')
    .set({ removedAt: sql<Date>`clock_now()`, updatedAt: sql<Date>`clock_now()` })
    .where('id', '=', id)
    .execute()
}
