import { sql } from 'kysely'
import type { ComparisonStatus } from '../../src/domain/comparison.ts'
import type { Db } from '../connect.ts'

/** A comparison as a line of an issue's list. */
export interface IssueLine {
  readonly slug: string
  readonly status: ComparisonStatus
  readonly tools: readonly [{ readonly name: string }, { readonly name: string }]
  readonly bottomLine: string
  /** The newest issue that it is in. */
  readonly inIssue: number | null
}

/** In the order asked for; unknown slugs are left out. */
export async function findLines(db: Db, slugs: readonly string[]): Promise<IssueLine[]> {
  const rows = await lines(db).where('comparison.slug', '=', sql<string>`any(${slugs}::text[])`).execute()
  const bySlug = new Map(rows.map((row) => [row.slug, toLine(row)]))
  return slugs.flatMap((slug) => bySlug.get(slug) ?? [])
}

/**
 * What is published and not in the list, the newest first, with these words in a tool's name or the slug. Names
 * are looked up for what is found: there may be thousands of others.
 */
export async function findOffers(
  db: Db,
  { without, find, most }: { without: readonly string[]; find: string; most: number },
): Promise<IssueLine[]> {
  const words = `%${find.replaceAll(/[\\%_]/g, '\\$&')}%`
  const named = sql`
    (${nameOf('left_tool_id')} ilike ${words} or ${nameOf('right_tool_id')} ilike ${words}
      or comparison.slug::text ilike ${words})`
  const { rows } = await sql<Row>`
    select comparison.slug, said.status, said.bottom_line, ${nameOf('left_tool_id')} as left,
      ${nameOf('right_tool_id')} as right,
      (
        select max(number) from issue_comparison join issue on number = issue_number
        where comparison_id = comparison.id and status <> 'discarded'
      ) as in_issue
    from comparison_version as said
    join comparison on comparison.id = said.comparison_id
    where said.status = 'published' and comparison.slug <> all(${without}::text[])
      and not exists (
        select from comparison_version as newer
        where newer.comparison_id = said.comparison_id and newer.version > said.version
      )
      and ${find === '' ? sql`true` : named}
    order by said.recorded_at desc, comparison.id desc
    limit ${most}`.execute(db)
  return rows.map(toLine)
}

function nameOf(tool: 'left_tool_id' | 'right_tool_id') {
  return sql`(
    select name from tool_version where tool_id = said.${sql.ref(tool)} order by tool_version.version desc limit 1
  )`
}

function lines(db: Db) {
  return db
    .selectFrom('currentComparison as comparison')
    .innerJoin('currentTool as left', 'left.id', 'comparison.leftToolId')
    .innerJoin('currentTool as right', 'right.id', 'comparison.rightToolId')
    .select(['comparison.slug', 'comparison.status', 'comparison.bottomLine'])
    .select(['left.name as left', 'right.name as right'])
    .select((eb) =>
      eb
        .selectFrom('issueComparison')
        .innerJoin('issue', 'issue.number', 'issueNumber')
        .select(({ fn }) => fn.max('issueNumber').as('number'))
        .whereRef('comparisonId', '=', 'comparison.id')
        .where('issue.status', '<>', 'discarded')
        .as('inIssue'),
    )
}

type Row = Omit<IssueLine, 'tools'> & { readonly left: string; readonly right: string }

function toLine({ left, right, ...line }: Row): IssueLine {
  return { ...line, tools: [{ name: left }, { name: right }] }
}
