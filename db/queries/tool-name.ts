import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** The slugs of tools that are called so, by slug before name, and of a few whose name or slug holds it. */
export async function findToolSlugs(
  db: Db,
  called: string,
): Promise<{ readonly exact: readonly string[]; readonly similar: readonly string[] }> {
  const bySlug = await db.selectFrom('tool').select('slug').where('slug', '=', called).execute()
  if (bySlug.length > 0) return { exact: [called], similar: [] }
  const { rows } = await sql<{ slug: string; isExact: boolean }>`
    select slug, lower(name) = lower(${called}) as is_exact
    from current_tool
    where strpos(lower(name), lower(${called})) > 0 or strpos(slug, lower(${called})) > 0
    order by is_exact desc, slug
    limit 8`.execute(db)
  return {
    exact: rows.filter(({ isExact }) => isExact).map(({ slug }) => slug),
    similar: rows.map(({ slug }) => slug),
  }
}
