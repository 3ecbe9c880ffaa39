import { sql } from 'kysely'
import type { ComparisonStatus } from '../../src/domain/comparison.ts'
import type { Db } from '../connect.ts'
import { all, comparisonIsLike, newestPublished, toolsLike } from './content-search.ts'

/** A comparison as a line of an issue's list. */
export interface IssueLine {
  readonly slug: string
  readonly status: ComparisonStatus
  readonly tools: readonly [{ readonly name: string }, { readonly name: string }]
  readonly bottomLine: string
  /** The newest other issue that it is in. */
  readonly inIssue: number | null
}

/**
 * In the order asked for; unknown slugs are left out.
 *
 * @param of the issue whose list it is.
 */
export async function findLines(db: Db, slugs: readonly string[], of?: number): Promise<IssueLine[]> {
  const rows = await lines(db, of).where('comparison.slug', '=', sql<string>`any(${slugs}::text[])`).execute()
  const bySlug = new Map(rows.map((row) => [row.slug, toLine(row)]))
  return slugs.flatMap((slug) => bySlug.get(slug) ?? [])
}

/** What is published and not in the list, the newest first, with these words in a tool's name or a slug. */
export async function findOffers(
  db: Db,
  { of, without, find, most }: { of: number; without: readonly string[]; find: string; most: number },
): Promise<IssueLine[]> {
  const newest = sql<number>`
    with liked as materialized (${toolsLike(find)})
    select id from ${newestPublished} as said
    where ${all(
      sql`id <> all(array(select id from comparison where slug = any(${without}::text[])))`,
      find !== '' && comparisonIsLike(find),
    )}
    order by recorded_at desc, id desc limit ${most}`
  const rows = await lines(db, of)
    .where('comparison.id', '=', sql<number>`any(array(${newest}))`)
    .orderBy('comparison.recordedAt', 'desc')
    .orderBy('comparison.id', 'desc')
    .execute()
  return rows.map(toLine)
}

function lines(db: Db, of = 0) {
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
        .where('issue.number', '<>', of)
        .as('inIssue'),
    )
}

type Row = Omit<IssueLine, 'tools'> & { readonly left: string; readonly right: string }

function toLine({ left, right, ...line }: Row): IssueLine {
  return { ...line, tools: [{ name: left }, { name: right }] }
}
