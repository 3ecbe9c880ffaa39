import { type ClientProgram, findClientProgram, runClientProgram } from '../../../db/client-programs.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { canTakeNotes, listTables, SCHEMAS_APART, serverMajor } from '../../../db/queries/whole-database.ts'
import type { Context } from '../../context.ts'

/** A database as it is, perhaps of an older version. */
export interface WholeDatabase extends Pick<Context, 'db'> {
  readonly databaseUrl: string
}

/** There is no program on this machine that fits the server. */
export interface NoProgram {
  readonly outcome: 'no-program'
  readonly name: string
  readonly serverMajor: number
  readonly unfit: readonly ClientProgram[]
}

export type BackupOutcome =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'nothing-there' }
  | { readonly outcome: 'failed'; readonly because: string }
  | NoProgram

/**
 * Writes the database into a file that exists and is empty: one snapshot while everything runs, in pg_dump's
 * own format. Owners and rights stay out, so that anybody can restore it. That somebody has it is on record, unless
 * the database is too old for that, or a standby.
 */
export async function backupDatabase(
  { db, databaseUrl }: WholeDatabase,
  file: string,
): Promise<BackupOutcome> {
  const major = await serverMajor(db)
  if (!(await listTables(db)).some((name) => name.endsWith('.installation')))
    return { outcome: 'nothing-there' }
  const found = await findClientProgram('pg_dump', major)
  if (!found.program)
    return { outcome: 'no-program', name: 'pg_dump', serverMajor: major, unfit: found.unfit }
  if (await canTakeNotes(db)) {
    await recordAct(db, 'command', { kind: 'database-backed-up', subject: 'database' })
  }
  const args = [
    '--format=custom',
    `--file=${file}`,
    '--no-owner',
    '--no-privileges',
    ...SCHEMAS_APART.map((schema) => `--exclude-schema=${schema}`),
  ]
  const { failure } = await runClientProgram(found.program, { args, databaseUrl })
  return failure === undefined ? { outcome: 'written' } : { outcome: 'failed', because: failure }
}
