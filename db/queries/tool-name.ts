import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import { toolsLike } from './content-search.ts'

export interface NamedTool {
  readonly slug: string
  readonly name: string
  /** Whether another tool is called the same, in whatever case. */
  readonly isShared: boolean
}

/** The tools that are or once were called so, in whatever case, and the one of that slug. */
export async function findToolsCalled(db: Db, called: string): Promise<NamedTool[]> {
  const ids = sql`
    select tool_id from tool_version where lower(name) = lower(${called})
    union select id from tool where slug = ${called}`
  return select(db, sql`tool.id = any(array(${ids}))`, sql`tool.slug`)
}

export async function findToolNames(db: Db, slugs: readonly string[]): Promise<NamedTool[]> {
  return select(db, sql`tool.slug = any(${slugs}::text[])`, sql`tool.slug`)
}

/** The tools whose name or slug holds the words and that are not withdrawn, those that begin with them first. */
export async function suggestTools(db: Db, words: string, most: number): Promise<NamedTool[]> {
  const order = sql`strpos(lower(said.name), lower(${words})) <> 1, lower(said.name), tool.slug limit ${most}`
  return select(db, sql`said.status = 'published' and tool.id = any(array(${toolsLike(words)}))`, order)
}

/** What all tools are called. */
export async function listToolNames(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('currentTool').select('name').execute()
  return rows.map(({ name }) => name)
}

async function select(
  db: Db,
  where: ReturnType<typeof sql>,
  order: ReturnType<typeof sql>,
): Promise<NamedTool[]> {
  const isNewest = (version: string) => sql`not exists (
    select from tool_version later
    where later.tool_id = ${sql.ref(`${version}.tool_id`)} and later.version > ${sql.ref(`${version}.version`)})`
  const { rows } = await sql<NamedTool>`
    select tool.slug, said.name, exists (
      select from tool_version twin
      where lower(twin.name) = lower(said.name) and twin.tool_id <> tool.id and ${isNewest('twin')}) as is_shared
    from tool join tool_version said on said.tool_id = tool.id
    where (${where}) and ${isNewest('said')}
    order by ${order}`.execute(db)
  return rows
}
