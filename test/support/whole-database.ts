import { sql } from 'kysely'
import type { Context } from '../../src/context.ts'

/** The tables of all schemas, the queue's and the mailbox's too, that have a text in any row, whatever its case. */
export async function tablesWith({ db }: Context, text: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', nspname, relname) as name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'r' and nspname !~ '^pg_' and nspname <> 'information_schema'
    order by 1`.execute(db)
  const found: string[] = []
  for (const { name } of rows) {
    const hits = await sql`
      select from ${sql.raw(name)} as whole where strpos(lower(whole::text), ${text.toLowerCase()}) > 0
      limit 1`.execute(db)
    if (hits.rows.length > 0) found.push(name)
  }
  return found
}
