import { sql } from 'kysely'
import type { Publication } from '../../src/domain/publication.ts'
import type { Verdict } from '../../src/domain/verdict.ts'
import type { Db } from '../connect.ts'
import type { Wanted } from './content-list.ts'
import { all, holds, newestReviews, toolsLike } from './content-search.ts'

export interface ListedReview {
  readonly tool: string
  readonly toolName: string
  readonly reviewer: string
  readonly reviewerName: string
  /** A withdrawn seat's reviews count nowhere, whatever their own status. */
  readonly reviewerStatus: Publication
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
  { words, offset, most }: Wanted,
  { seat, verdict, withdrawn }: ReviewFilter = {},
): Promise<ListedReview[]> {
  const page = sql`
    select review.id from review ${verdict || withdrawn ? sql`join ${newestReviews} as said using (id)` : sql``}
    where ${all(
      words !== '' && isLike(words),
      !!seat && sql`review.reviewer_id = (select id from reviewer where slug = ${seat})`,
      !!verdict && sql`said.verdict = ${verdict}`,
      // The index has the few that ever were.
      !!withdrawn &&
        sql`said.status = 'withdrawn' and review.id = any(array(
        select review_id from review_version where status = 'withdrawn'))`,
    )}
    order by review.id desc offset ${offset} limit ${most}`
  const { rows } = await sql<ListedReview>`
    select tool.slug as tool, tool.name as tool_name, reviewer.slug as reviewer, reviewer.name as reviewer_name,
      reviewer.status as reviewer_status,
      review.verdict, review.quote, review.status
    from current_review review
      join current_tool tool on tool.id = review.tool_id
      join current_reviewer reviewer on reviewer.id = review.reviewer_id
    where review.id = any(array(${page}))
    order by review.id desc`.execute(db)
  return rows
}

function isLike(words: string) {
  const inWords = words.match(/[\p{L}\p{N}]+/gu) ?? []
  const query = inWords.map((word) => `${word}:*`).join(' & ')
  return sql`(
    review.tool_id in (${toolsLike(words)})
    or review.reviewer_id in (select id from current_reviewer reviewer where ${holds(words, 'reviewer.name')})
    or review.id in (
      select review_id from review_version
      where to_tsvector('simple', quote) @@ to_tsquery('simple', ${query})
        and (review_id, version) in (select id, version from ${newestReviews} as newest)
    ))`
}
