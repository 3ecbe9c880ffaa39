import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Cluster, DatabaseIdentity } from '../../src/domain/database-identity.ts'
import type { Db } from '../connect.ts'
import type { Database } from '../schema.ts'

// The oid of the table `installation` is part of the identity, as every restore makes the table anew: a
// migration may alter it, and must not.

/** Taken shared by a start while it looks which database it is on, and alone by a restore. */
const IDENTITY_LOCK = 817_208_118

/** How a server says that it does not tell: not this role, not this service, not in this state. */
const NOT_TOLD = new Set(['42501', '42883', '0A000', '55000'])

/**
 * Asks PostgreSQL which cluster this is. Not within a transaction, which a refusal would end. By default
 * every role may ask; a managed service can refuse.
 */
export async function readCluster(db: Kysely<Database>): Promise<Cluster> {
  return {
    systemIdentifier: await ifTold(db, sql`select (pg_control_system()).system_identifier::text as value`),
    // pg_control_checkpoint() has the old timeline for minutes after a replica was promoted; the name of the
    // file that is being written has the new one at once.
    timeline: await ifTold(
      db,
      sql`select ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int as value`,
    ),
  }
}

async function ifTold<T>(db: Kysely<Database>, query: RawBuilder<{ value: T }>): Promise<T | null> {
  try {
    const { rows } = await query.execute(db)
    return rows[0]?.value ?? null
  } catch (error) {
    if (NOT_TOLD.has((error as { code?: string }).code ?? '')) return null
    throw error
  }
}

/**
 * Reads which database this was when it was last looked at (nothing before the first time), and which one
 * it is. Waits for a restore that is under way, and keeps other starts waiting until the transaction ends.
 */
export async function lockIdentity(
  db: Db,
  cluster: Cluster,
): Promise<{ stored: DatabaseIdentity | undefined; current: DatabaseIdentity }> {
  await sql`select pg_advisory_xact_lock_shared(${IDENTITY_LOCK})`.execute(db)
  const stored = await db
    .selectFrom('installation')
    .select(['systemIdentifier', 'timeline', 'database'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ database: string }>`
    select concat_ws(' ', oid, datname, 'installation'::regclass::oid) as database
    from pg_database where datname = current_database()`.execute(db)
  return {
    stored: stored.database === null ? undefined : { ...stored, database: stored.database },
    current: { ...cluster, database: rows[0]!.database },
  }
}

/** Notes which database this is, for the next start to compare. */
export async function storeIdentity(db: Db, identity: DatabaseIdentity): Promise<void> {
  await db.updateTable('installation').set(identity).execute()
}

/** Keeps every start waiting until this connection ends or gives the lock back. */
export async function lockStartsOut(db: Db): Promise<void> {
  await sql`select pg_advisory_lock(${IDENTITY_LOCK})`.execute(db)
}

/** Lets starts go on. */
export async function letStartsIn(db: Db): Promise<void> {
  await sql`select pg_advisory_unlock(${IDENTITY_LOCK})`.execute(db)
}
