import { sql } from 'kysely'
import type { LinkCheck } from '../../src/domain/link-check.ts'
import type { Db } from '../connect.ts'

/** What is known of links, by their URL. */
export async function findLinkChecks(db: Db, urls: readonly string[]): Promise<Map<string, LinkCheck>> {
  if (urls.length === 0) return new Map()
  const rows = await db
    .selectFrom('linkCheck')
    .selectAll()
    .where('url', '=', sql<string>`any(${urls}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.url, row]))
}

/** Those of the links that were not looked at within so long. */
export async function findUnchecked(db: Db, urls: readonly string[], within: string): Promise<string[]> {
  const { rows } = await sql<{ url: string }>`
    select url from unnest(${urls}::text[]) as url
    where not exists (
      select from link_check
      where link_check.url = url.url and checked_at > clock_now() - ${within}::interval
    )`.execute(db)
  return rows.map(({ url }) => url)
}

export async function keepLinkCheck(
  db: Db,
  { url, outcome, detail }: Omit<LinkCheck, 'checkedAt'>,
): Promise<void> {
  const checkedAt = sql<Date>`clock_now()`
  await db
    .insertInto('linkCheck')
    .values({ url, outcome, detail, checkedAt })
    .onConflict((conflict) => conflict.column('url').doUpdateSet({ outcome, detail, checkedAt }))
    .execute()
}

/** Has links looked at again. What is known of them stands until then: nobody gets past a dead link by asking. */
export async function ageLinkChecks(db: Db, urls: readonly string[], age: string): Promise<void> {
  await db
    .updateTable('linkCheck')
    .set({ checkedAt: sql<Date>`least(checked_at, clock_now() - ${age}::interval)` })
    .where('url', '=', sql<string>`any(${urls}::text[])`)
    .execute()
}

export async function deleteOldLinkChecks(db: Db, keep: string): Promise<void> {
  await db
    .deleteFrom('linkCheck')
    .where('checkedAt', '<', sql<Date>`clock_now() - ${keep}::interval`)
    .execute()
}
