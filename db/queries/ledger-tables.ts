import { sql } from 'kysely'
import type { Db } from '../connect.ts'

// Every issue has a partition of its own in `batch` and `delivery`. It is made as a table beside them,
// filled, and attached last: so no other issue's send waits for it, its keys are built once its rows are
// there, and an old issue is dropped rather than deleted.

/** The names of an issue's tables. */
function tables(issueNumber: number) {
  return { batch: sql.table(`batch_${issueNumber}`), delivery: sql.table(`delivery_${issueNumber}`) }
}

/** Makes an issue's tables, as yet empty, without keys, and seen by nobody. */
export async function createLedgerTables(db: Db, issueNumber: number) {
  const { batch, delivery } = tables(issueNumber)
  await sql`create table ${batch} (like batch including defaults including constraints)`.execute(db)
  // Every row is changed at least once: room for it on its own page keeps the index as it is.
  await sql`
    create table ${delivery} (like delivery including defaults including constraints) with (fillfactor = 60)`.execute(
    db,
  )
  return { batch, delivery }
}

/** Gives filled tables their keys and makes them part of `batch` and `delivery`. */
export async function attachLedgerTables(db: Db, issueNumber: number): Promise<void> {
  const { batch, delivery } = tables(issueNumber)
  const number = sql.lit(issueNumber)
  for (const table of [batch, delivery]) {
    // Spares PostgreSQL the look at every row.
    await sql`alter table ${table} add constraint of_issue check (issue_number = ${number})`.execute(db)
  }
  await sql`alter table ${batch} add primary key (issue_number, number)`.execute(db)
  await sql`alter table ${delivery} add primary key (issue_number, subscriber_id)`.execute(db)
  await sql`create index on ${delivery} (issue_number, batch_number)`.execute(db)
  await sql`
    alter table ${delivery} add foreign key (issue_number, batch_number) references ${batch},
      add foreign key (issue_number, edition_number) references edition`.execute(db)
  await sql`alter table batch attach partition ${batch} for values in (${number})`.execute(db)
  await sql`alter table delivery attach partition ${delivery} for values in (${number})`.execute(db)
  await sql`analyze ${batch}, ${delivery}`.execute(db)
}

/** Drops an issue's tables, if it has any. */
export async function dropLedgerTables(db: Db, issueNumber: number): Promise<void> {
  const { batch, delivery } = tables(issueNumber)
  await sql`drop table if exists ${delivery}, ${batch}`.execute(db)
}
