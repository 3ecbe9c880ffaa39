import { sql } from 'kysely'
import type { Context } from '../../src/context.ts'

/**
 * A fingerprint of the rows of every table, by the table's name. The catalogue names the tables, so that
 * partitions are among them, and whatever is yet to come. A row that was written anew with what it held before
 * counts as changed.
 */
export async function checksums({ db }: Pick<Context, 'db'>): Promise<Map<string, string | null>> {
  const { rows: tables } = await sql<{ name: string }>`
    select oid::regclass::text as name from pg_class
    where relkind = 'r' and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
    order by name`.execute(db)
  const sums = new Map<string, string | null>()
  for (const { name } of tables) {
    const { rows } = await sql<{ sum: string | null }>`
      select md5(string_agg(row, '|' order by row)) as sum
      from (select concat(xmin, ' ', t) as row from ${sql.raw(name)} t) as rows`.execute(db)
    sums.set(name, rows[0]!.sum)
  }
  return sums
}

/** The tables whose rows are not what they were. */
export function changedTables(
  before: ReadonlyMap<string, string | null>,
  after: ReadonlyMap<string, string | null>,
): string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort()
}
