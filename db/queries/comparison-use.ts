import { sql } from 'kysely'
import type { Issue } from '../../src/domain/issue.ts'
import type { Db } from '../connect.ts'
import { leadTitle } from './issue.ts'

export type IssueWithComparison = Pick<Issue, 'number' | 'subject' | 'status' | 'lead'>

/** The issues that have one of the comparisons and are not over, in the order of their numbers. */
export async function findOpenIssuesWith(
  db: Db,
  comparisons: readonly string[],
): Promise<IssueWithComparison[]> {
  return db
    .selectFrom('issueComparison')
    .innerJoin('comparison', 'comparison.id', 'issueComparison.comparisonId')
    .innerJoin('issue', 'issue.number', 'issueComparison.issueNumber')
    .select(['issue.number', 'issue.subject', 'issue.status', leadTitle.as('lead')])
    .distinct()
    .where('comparison.slug', '=', sql<string>`any(${comparisons}::text[])`)
    .where('issue.status', 'in', ['draft', 'scheduled', 'held', 'preparing', 'sending', 'paused'])
    .orderBy('issue.number')
    .execute()
}

/** Whether there is an issue that a comparison can join. */
export async function hasDraft(db: Db): Promise<boolean> {
  const draft = await db
    .selectFrom('issue')
    .select('number')
    .where('status', '=', 'draft')
    .limit(1)
    .executeTakeFirst()
  return draft !== undefined
}

export interface ComparisonOfTool {
  readonly slug: string
  readonly tools: readonly [{ readonly name: string }, { readonly name: string }]
}

/** The published comparisons that a tool is in, the newest first. */
export async function findPublishedWith(db: Db, tool: string): Promise<ComparisonOfTool[]> {
  const { rows } = await sql<{ slug: string; left: string; right: string }>`
    select comparison.slug, "left".name as "left", "right".name as "right"
    from ${publishedWith([tool])}
      join current_tool "left" on "left".id = comparison.left_tool_id
      join current_tool "right" on "right".id = comparison.right_tool_id
    order by comparison.id desc`.execute(db)
  return rows.map(({ slug, left, right }) => ({ slug, tools: [{ name: left }, { name: right }] }))
}

/** For a `from`: the tools of these slugs as `wanted`, each with a published `comparison` that it is in. */
export function publishedWith(tools: readonly string[]) {
  return sql`
    (select id, slug from tool where slug = any(${tools}::text[])) as wanted
      -- By its index, whatever a version says: most comparisons never were about the tool.
      cross join lateral (
        select comparison_id from comparison_version where left_tool_id = wanted.id
        union select comparison_id from comparison_version where right_tool_id = wanted.id
      ) as versions
      join current_comparison comparison on comparison.id = versions.comparison_id
        and comparison.status = 'published' and wanted.id in (comparison.left_tool_id, comparison.right_tool_id)`
}
