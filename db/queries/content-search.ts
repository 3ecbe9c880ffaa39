import { type RawBuilder, sql } from 'kysely'

// What lists of content look through before they show anything: the newest version of each thing, the newest things
// first, read from an index that holds these columns. The views read whole versions, one after the other: they are
// asked for what is shown alone.

export const newestTools = sql`(
  select distinct on (tool_id) tool_id as id, name, category_id, status
  from tool_version order by tool_id desc, version desc
)`

export const newestReviews = sql`(
  select distinct on (review_id) review_id as id, version, verdict, status
  from review_version order by review_id desc, version desc
)`

export const newestComparisons = sql`(
  select distinct on (comparison_id) comparison_id as id, status, left_tool_id, right_tool_id
  from comparison_version order by comparison_id desc, version desc
)`

/** Those that are published: an index has them by the time of their version. */
export const newestPublished = sql`(
  select comparison_id as id, left_tool_id, right_tool_id, recorded_at
  from comparison_version as published
  where status = 'published' and not exists (
    select from comparison_version as later
    where later.comparison_id = published.comparison_id and later.version > published.version
  )
)`

/** The ids of the tools whose name or slug holds the words; of those where both do, twice. */
export function toolsLike(words: string) {
  return sql`
    select id from ${newestTools} as named where ${holds(words, 'named.name')}
    union all select id from tool where ${holds(words, 'tool.slug')}`
}

/** Whether the newest version `said` of a comparison has one of the tools `liked`, or its slug the words. */
export function comparisonIsLike(words: string) {
  return sql`(
    said.id in (select id from comparison where ${holds(words, 'comparison.slug')})
    or said.left_tool_id in (select id from liked) or said.right_tool_id in (select id from liked))`
}

/** Whether one of the columns holds the words, in whatever case. No pattern: a % is a %. */
export function holds(words: string, ...columns: readonly string[]) {
  const hits = columns.map((column) => sql`strpos(lower(${sql.ref(column)}), lower(${words})) > 0`)
  return sql<boolean>`(${sql.join(hits, sql` or `)})`
}

/** Whether all of these hold that are asked for. */
export function all(...conditions: readonly (RawBuilder<unknown> | false)[]) {
  return sql.join([sql`true`, ...conditions.filter((condition) => condition !== false)], sql` and `)
}
