import {
  type ClientProgram,
  feedClientProgram,
  findClientProgram,
  runClientProgram,
} from '../../../db/client-programs.ts'
import { letStartsIn, lockStartsOut } from '../../../db/queries/identity.ts'
import {
  analyse,
  countOtherConnections,
  dropPartitioned,
  isEmpty,
  listTables,
  serverMajor,
} from '../../../db/queries/whole-database.ts'
import type { NoProgram, WholeDatabase } from './backup.ts'
import { declareRestored, type HeldBack } from './hold-back.ts'

export type RestoreOutcome =
  | { readonly outcome: 'restored'; readonly heldBack: HeldBack }
  /** Somebody is connected, such as a running server. */
  | { readonly outcome: 'in-use'; readonly connections: number }
  | { readonly outcome: 'not-empty' }
  | { readonly outcome: 'no-backup' | 'failed'; readonly because: string }
  /** Tables that the backup does not have, and so could not replace. */
  | { readonly outcome: 'other-tables'; readonly tables: readonly string[] }
  | NoProgram

/**
 * Puts a backup in the place of the database, all of it or nothing, and holds everything back that may have
 * been sent since it was taken, before any start comes to see it. What is not in a backup stays: the queue,
 * which the rows overrule, and the mailbox, which like Resend knows what was sent.
 */
export async function restoreDatabase(
  { db, databaseUrl }: WholeDatabase,
  file: string,
  { force = false } = {},
): Promise<RestoreOutcome> {
  // On one connection, as the lock is its own.
  return db.connection().execute(async (connection) => {
    await lockStartsOut(connection)
    try {
      return await restore({ db: connection, databaseUrl }, file, force)
    } finally {
      await letStartsIn(connection)
    }
  })
}

async function restore(
  { db, databaseUrl }: WholeDatabase,
  file: string,
  force: boolean,
): Promise<RestoreOutcome> {
  const programs = await findPrograms(await serverMajor(db))
  if ('outcome' in programs) return programs
  const backup = await readContents(programs.pgRestore, file)
  if ('because' in backup) return { outcome: 'no-backup', because: backup.because }
  const connections = await countOtherConnections(db)
  if (connections > 0) return { outcome: 'in-use', connections }
  if (!force && !(await isEmpty(db))) return { outcome: 'not-empty' }
  const tables = (await listTables(db)).filter((name) => !backup.tables.includes(name))
  if (tables.length > 0) return { outcome: 'other-tables', tables }

  // All happens in one transaction, which ends well only with the last word. What --clean can't drop is the
  // keys of partitions, so these go first.
  const failure = await feedClientProgram(
    [programs.pgRestore, { args: [...REPLACING, file] }],
    [programs.psql, { args: STOPPING, databaseUrl }],
    {
      before: `begin;\nset client_min_messages = warning;\n${await dropPartitioned(db)}`,
      after: '\ncommit;\n',
    },
  )
  if (failure !== undefined) return { outcome: 'failed', because: failure }
  const heldBack = await declareRestored({ db })
  await analyse(db)
  return { outcome: 'restored', heldBack }
}

const REPLACING = ['--clean', '--if-exists', '--no-owner', '--no-privileges', '--file=-']
const STOPPING = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '--file=-']

async function findPrograms(
  serverMajor: number,
): Promise<{ pgRestore: ClientProgram; psql: ClientProgram } | NoProgram> {
  const pgRestore = await findClientProgram('pg_restore', serverMajor)
  const psql = await findClientProgram('psql', serverMajor)
  const missing = (name: string, { unfit }: Pick<NoProgram, 'unfit'>) =>
    ({ outcome: 'no-program', name, serverMajor, unfit }) as const
  if (!pgRestore.program) return missing('pg_restore', pgRestore)
  if (!psql.program) return missing('psql', psql)
  return { pgRestore: pgRestore.program, psql: psql.program }
}

/** The tables in a backup, or why it is none of ours. */
async function readContents(
  program: ClientProgram,
  file: string,
): Promise<{ tables: string[] } | { because: string }> {
  const { output, failure } = await runClientProgram(program, { args: ['--list', file] })
  if (failure !== undefined) return { because: failure }
  const tables = [...output.matchAll(/^\d+; \d+ \d+ TABLE (\S+) (\S+) /gm)]
  const names = tables.map(([, schema, name]) => `${schema}.${name}`)
  return names.some((name) => name.endsWith('.installation'))
    ? { tables: names }
    : { because: 'it is a backup of something else' }
}
