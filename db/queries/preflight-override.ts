import type { Db } from '../connect.ts'

/** Why an issue may go out in spite of a line of its preflight, and who says so. */
export interface Override {
  readonly line: string
  readonly reason: string
  /** Null: from the command line. */
  readonly editorName: string | null
  readonly overriddenAt: Date
}

export async function findOverrides(db: Db, issueNumber: number): Promise<Map<string, Override>> {
  const rows = await db
    .selectFrom('preflightOverride')
    .leftJoin('editor', 'editor.id', 'preflightOverride.editorId')
    .select(['line', 'reason', 'editor.name as editorName', 'overriddenAt'])
    .where('issueNumber', '=', issueNumber)
    .execute()
  return new Map(rows.map((row) => [row.line, row]))
}

/** The first to override a line says why. @returns whether it was this one. */
export async function insertOverride(
  db: Db,
  override: { issueNumber: number; line: string; reason: string; editorId: number | null },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('preflightOverride')
    .values(override)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** @returns the reason that was given for it, where there was one. */
export async function deleteOverride(db: Db, issueNumber: number, line: string): Promise<string | undefined> {
  const row = await db
    .deleteFrom('preflightOverride')
    .where('issueNumber', '=', issueNumber)
    .where('line', '=', line)
    .returning('reason')
    .executeTakeFirst()
  return row?.reason
}
