import { type RawBuilder, sql } from 'kysely'
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
  readonly columns: readonly EditionColumn[]
}

/** The deliveries of one edition in one column. */
export interface EditionColumn extends Column {
  readonly editionNumber: number | null
}

/** What a statement that counts what is left finds. */
export interface Tally {
  readonly columns: readonly (EditionColumn & { readonly isFinal: boolean })[]
  /** The numbers of all final batches, those that were counted before too. */
  readonly final: string
}

const NOTHING: Counted = { batches: '{}', columns: [] }

/** What is in no event's `from`. */
const EVENTS: readonly { readonly from: readonly BatchState[]; readonly to: BatchState }[] =
  Object.values(BATCH_EVENTS)
const FINAL = [...new Set(EVENTS.map(({ to }) => to))].filter((state) =>
  EVENTS.every(({ from }) => !from.includes(state)),
)

/** Up to so many batches are looked up one by one; of more, the whole ledger is read. */
const FEW = 100

/** An issue's columns from one statement, but for the batches that were counted before. */
export async function countColumns(
  db: Db,
  issueNumber: number,
  counted: CountedBatches,
): Promise<readonly EditionColumn[]> {
  const count = beginCount(issueNumber, counted)
  const { rows } = await sql<Tally>`with ${count.tally} select columns, final from tally`.execute(db)
  return count.columnsOf(rows[0]!)
}

/** A count of an issue that is under way. */
interface Count {
  /** For the `with` of a statement: the table `tally`, whose one row is a {@link Tally}. */
  readonly tally: RawBuilder<unknown>
  /** The issue's columns, of that row and of what had been counted before. What is final in them is kept. */
  columnsOf(tally: Tally): readonly EditionColumn[]
}

/** Counts go on beside each other: each adds to what had been counted when it began, and to nothing since. */
export function beginCount(issueNumber: number, counted: CountedBatches): Count {
  const before = counted.get(issueNumber) ?? NOTHING
  const tally = sql`
    uncounted as materialized (
      select number, status = any(${FINAL}::text[]) as is_final from batch
      where issue_number = ${issueNumber} and not number <@ ${before.batches}::int4multirange
      union all
      select 0, true where not 0 <@ ${before.batches}::int4multirange
    ), are_few as materialized (
      select count(*) <= ${FEW}::int as yes from uncounted
    ), by_batch as (
      select batch_number as number, state, exclusion, edition_number, count(*) as count from delivery
      where (select yes from are_few) and issue_number = ${issueNumber}
        and batch_number = any(array(select number from uncounted))
      group by 1, 2, 3, 4
      union all
      select 0, state, exclusion, edition_number, count(*) from delivery
      where (select yes from are_few) and issue_number = ${issueNumber} and batch_number is null
      group by 2, 3, 4
      union all
      select coalesce(batch_number, 0), state, exclusion, edition_number, count(*) from delivery
      where not (select yes from are_few) and issue_number = ${issueNumber}
      group by 1, 2, 3, 4
    ), columns as (
      select is_final as "isFinal", state, exclusion, edition_number as "editionNumber", sum(count)::int as count
      from uncounted join by_batch using (number)
      group by 1, 2, 3, 4
    ), tally as (
      select coalesce((select json_agg(columns) from columns), '[]') as columns,
        (${before.batches}::int4multirange + coalesce(
          (select range_agg(int4range(number, number, '[]')) from uncounted where is_final), '{}'
        ))::text as final
    )`
  return {
    tally,
    columnsOf({ columns, final }) {
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
    },
  }
}

function merge(some: readonly EditionColumn[], more: readonly EditionColumn[]): EditionColumn[] {
  const merged = new Map<string, EditionColumn>()
  for (const { state, exclusion, editionNumber, count } of [...some, ...more]) {
    const key = `${state} ${exclusion} ${editionNumber}`
    merged.set(key, { state, exclusion, editionNumber, count: count + (merged.get(key)?.count ?? 0) })
  }
  return [...merged.values()]
}
