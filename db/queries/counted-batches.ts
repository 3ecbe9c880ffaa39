import { sql } from 'kysely'
import type { Column } from '../../src/domain/account.ts'
import { BATCH_EVENTS, type BatchState } from '../../src/domain/batch-states.ts'
import type { Db } from '../connect.ts'

/**
 * What was counted of each issue's final batches: nothing in them changes any more, so they are counted once by each
 * process. To be kept for one database alone.
 */
export type CountedBatches = Map<number, Counted>

interface Counted {
  /** Their numbers, as a PostgreSQL multirange; 0 stands for who was excluded before there were batches. */
  readonly batches: string
  readonly columns: readonly Column[]
}

const NOTHING: Counted = { batches: '{}', columns: [] }

/** What is in no event's `from`. */
const EVENTS: readonly { readonly from: readonly BatchState[]; readonly to: BatchState }[] =
  Object.values(BATCH_EVENTS)
const FINAL = [...new Set(EVENTS.map(({ to }) => to))].filter((state) =>
  EVENTS.every(({ from }) => !from.includes(state)),
)

/** An issue's columns from one statement, but for the batches that were counted before. */
export async function countColumns(
  db: Db,
  issueNumber: number,
  counted: CountedBatches,
): Promise<readonly Column[]> {
  const before = counted.get(issueNumber) ?? NOTHING
  const { rows } = await sql<{ columns: (Column & { isFinal: boolean })[]; final: string }>`
    with uncounted as materialized (
      select number, status = any(${FINAL}::text[]) as is_final from batch
      where issue_number = ${issueNumber} and not number <@ ${before.batches}::int4multirange
      union all
      select 0, true where not 0 <@ ${before.batches}::int4multirange
    ), columns as (
      select is_final as "isFinal", state, exclusion, count(*)::int as count
      from uncounted join delivery
        on delivery.issue_number = ${issueNumber} and coalesce(delivery.batch_number, 0) = uncounted.number
      group by 1, 2, 3
    )
    select coalesce((select json_agg(columns) from columns), '[]') as columns,
      (${before.batches}::int4multirange + coalesce(
        (select range_agg(int4range(number, number, '[]')) from uncounted where is_final), '{}'
      ))::text as final`.execute(db)
  const { columns, final } = rows[0]!
  const settled = merge(
    before.columns,
    columns.filter(({ isFinal }) => isFinal),
  )
  // Before anything left, all of it can still be taken back and prepared anew.
  if (settled.some(({ state }) => state === 'accepted'))
    counted.set(issueNumber, { batches: final, columns: settled })
  return merge(
    settled,
    columns.filter(({ isFinal }) => !isFinal),
  )
}

function merge(some: readonly Column[], more: readonly Column[]): Column[] {
  const merged = new Map<string, Column>()
  for (const { state, exclusion, count } of [...some, ...more]) {
    const key = `${state} ${exclusion}`
    merged.set(key, { state, exclusion, count: count + (merged.get(key)?.count ?? 0) })
  }
  return [...merged.values()]
}
