import { sql } from 'kysely'
import type { Publication } from '../../src/domain/publication.ts'
import type { Verdict } from '../../src/domain/verdict.ts'
import type { Db } from '../connect.ts'
import { holds, type Wanted } from './content-list.ts'

export interface ListedReview {
  readonly tool: string
  readonly toolName: string
  readonly reviewer: string
  readonly reviewerName: string
  readonly verdict: Verdict
  readonly quote: string
  readonly status: Publication
}

export interface ReviewFilter {
  /** The slug of a reviewer. */
  readonly seat?: string | undefined
  readonly verdict?: Verdict | undefined
  /** Only those that are withdrawn. */
  readonly withdrawn?: boolean | undefined
}

/** The newest first. Words are of a tool's or a seat's name, or begin words of the quote. */
export async function listReviews(
  db: Db,
  wanted: Wanted,
  filter: ReviewFilter = {},
): Promise<ListedReview[]> {
  const { words, offset, most } = wanted
  const { rows } = await sql<ListedReview>`
    select tool.slug as tool, tool.name as tool_name, reviewer.slug as reviewer, reviewer.name as reviewer_name,
      review.verdict, review.quote, review.status
    from current_review review
      join current_tool tool on tool.id = review.tool_id
      join current_reviewer reviewer on reviewer.id = review.reviewer_id
    where ${words === '' ? fits(filter) : sql`review.id in (${found(wanted, filter)})`}
    order by review.id desc
    offset ${offset} limit ${most}`.execute(db)
  return rows
}

/** Of each way to be found, as many as could be shown: so none of them is read to its end. */
function found({ words, offset, most }: Wanted, filter: ReviewFilter) {
  const newest = sql`order by review.id desc limit ${offset + most}`
  const tools = sql`
    select tool.id from tool join tool_version said on said.tool_id = tool.id
    where ${holds(words, 'said.name', 'tool.slug')} and not exists (
      select from tool_version later where later.tool_id = tool.id and later.version > said.version)`
  const reviewers = sql`select id from current_reviewer reviewer where ${holds(words, 'reviewer.name')}`
  // No join: the newest reviews are walked, each looked up among the tools, until there are enough.
  const ofTools = sql`not (review.tool_id not in (${tools}))`
  const inWords = words.match(/[\p{L}\p{N}]+/gu) ?? []
  return sql`
    (select review.id from current_review review
    where ${ofTools} and ${fits(filter)} ${newest})
    union
    (select review.id from current_review review
    where review.reviewer_id = any(array(${reviewers})) and ${fits(filter)} ${newest})
    union
    (with said as materialized (
      -- On its own, so that the index of words finds them: else all reviews are read, the newest first.
      select review_id, version from review_version
      where to_tsvector('simple', quote) @@ to_tsquery('simple', ${inWords.map((word) => `${word}:*`).join(' & ')})
    )
    select review.id from said
      join current_review review on review.id = said.review_id and review.version = said.version
    where ${fits(filter)} ${newest})`
}

function fits({ seat, verdict, withdrawn }: ReviewFilter) {
  return sql.join(
    [
      sql`true`,
      ...(seat ? [sql`review.reviewer_id = (select id from reviewer where slug = ${seat})`] : []),
      ...(verdict ? [sql`review.verdict = ${verdict}`] : []),
      ...(withdrawn
        ? // The index has the few that ever were.
          [
            sql`review.status = 'withdrawn'`,
            sql`review.id = any(array(select review_id from review_version where status = 'withdrawn'))`,
          ]
        : []),
    ],
    sql` and `,
  )
}
