import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import { isUntouched } from './installation.ts'

/** What is in the database and is none of its truth: the queue is rebuilt, and the mailbox stands in for Resend. */
export const SCHEMAS_APART = ['bullmq', 'mailbox']

/** The server's major version. */
export async function serverMajor(db: Db): Promise<number> {
  const { rows } = await sql<{ major: number }>`
    select current_setting('server_version_num')::int / 10000 as major`.execute(db)
  return rows[0]!.major
}

/** How many others are connected to this database. */
export async function countOtherConnections(db: Db): Promise<number> {
  // The server's own processes have no user. What others do may be hidden from us, not that they are there.
  const { rows } = await sql<{ others: number }>`
    select count(*)::int as others from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null`.execute(db)
  return rows[0]!.others
}

/** All tables that a backup holds, as `schema.name`, whosever they are; of partitioned ones the whole. */
export async function listTables(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select nspname || '.' || relname as name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p') and not relispartition and nspname !~ '^pg_' and nspname <> 'information_schema'
      and nspname <> all (${SCHEMAS_APART})
    order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

/** Whether the audit log can be added to: it is there, and the database may be written to. */
export async function canTakeNotes(db: Db): Promise<boolean> {
  const { rows } = await sql<{ can: boolean }>`
    select to_regclass('audit_entry') is not null and not pg_is_in_recovery() as can`.execute(db)
  return rows[0]!.can
}

/** Whether there is nothing in the database that a restore would replace. */
export async function isEmpty(db: Db): Promise<boolean> {
  if ((await listTables(db)).length === 0) return true
  const { rows } = await sql<{ ours: boolean }>`
    select to_regclass('tool') is not null and to_regclass('subscriber') is not null
      and to_regclass('issue') is not null as ours`.execute(db)
  return rows[0]!.ours && (await isUntouched(db))
}

/** SQL that drops every partitioned table, with all its partitions and what refers to them. */
export async function dropPartitioned(db: Db): Promise<string> {
  const { rows } = await sql<{ statement: string }>`
    select format('drop table %I.%I cascade', nspname, relname) as statement
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'p' and nspname <> all (${SCHEMAS_APART})`.execute(db)
  return rows.map(({ statement }) => `${statement};\n`).join('')
}

/** Lets PostgreSQL look at all tables, to plan well; of partitioned ones nothing else has it look at the whole. */
export async function analyse(db: Db): Promise<void> {
  await sql`analyze`.execute(db)
}
