import { sql } from 'kysely'
import { CONTENT_NOUNS, type ContentList } from '../../src/domain/content-document.ts'
import type { Db } from '../connect.ts'
import type { WhichOne } from './content-entry.ts'

/** The status that an entry had in a version which says all else as it does now; nothing, if it said something else. */
export async function findOlderStatus(
  db: Db,
  list: ContentList,
  which: WhichOne,
  version: number,
): Promise<string | undefined> {
  const noun = CONTENT_NOUNS[list]
  const id = sql.ref(`${noun}_id`)
  const { rows } = await sql<{ status: string }>`
    select older.status
    from ${sql.table(`${noun}_version`)} older
      join lateral (
        select * from ${sql.table(`${noun}_version`)} where ${id} = older.${id} order by version desc limit 1
      ) now on to_jsonb(older) - ${BESIDE}::text[] = to_jsonb(now) - ${BESIDE}::text[]
    where older.${id} = (${idOf(list, which)}) and older.version = ${version}
      ${list === 'tools' ? sql`and ${claimsOf('older')} is not distinct from ${claimsOf('now')}` : sql``}`.execute(
    db,
  )
  return rows[0]?.status
}

/** What a version has beside what it says. */
const BESIDE = ['version', 'status', 'recorded_at', 'recorded_by']

function idOf(list: ContentList, { slug, reviewer }: WhichOne) {
  if (list !== 'reviews') return sql`select id from ${sql.table(CONTENT_NOUNS[list])} where slug = ${slug}`
  return sql`
    select review.id from review
      join tool on tool.id = tool_id and tool.slug = ${slug}
      join reviewer on reviewer.id = reviewer_id and reviewer.slug = ${reviewer}`
}

function claimsOf(version: 'older' | 'now') {
  return sql`(
    select jsonb_agg(to_jsonb(tool_claim) - 'version' order by position) from tool_claim
    where tool_id = ${sql.ref(`${version}.tool_id`)} and version = ${sql.ref(`${version}.version`)})`
}
