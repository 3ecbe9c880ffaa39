import { sql } from 'kysely'
import { addUp } from '../../src/domain/account.ts'
import { LATELY_SECONDS, type Progress } from '../../src/domain/progress.ts'
import type { Db } from '../connect.ts'
import { beginCount, type CountedBatches, type Tally } from './counted-batches.ts'
import { settledAccountsOf } from './settled-account.ts'

/** All but what the issue itself would have to be put together for. */
type Standing = Omit<Progress, 'goesOut'>
type Row = Omit<Standing, 'account'> & Tally

/**
 * Where an issue's send stands, all from one statement, so that the numbers fit each other at every moment; no final
 * batch is counted twice.
 */
export async function findProgress(
  db: Db,
  number: number,
  { mustBeApproved, counted }: { readonly mustBeApproved: boolean; readonly counted: CountedBatches },
): Promise<Standing | undefined> {
  const count = beginCount(number, counted)
  const { rows } = await sql<Row>`
    with ${count.tally}, clock as materialized (
      select clock_now() as now
    )
    select number, status, send_at, clock.now, columns, final,
      (select count(*)::int from delivery where issue_number = ${number} and state = 'accepted'
        and batch_number = any(array(
          select batch.number from batch
          where issue_number = ${number} and batch.settled_at > clock.now - ${LATELY_SECONDS}::int * interval '1 second'
        ))) as accepted_lately,
      (select min(batch.settled_at) from batch
        where issue_number = ${number} and batch.settled_at > clock.now - ${LATELY_SECONDS}::int * interval '1 second'
      ) as lately_since,
      (select count(*)::int from batch where issue_number = ${number} and batch.status = 'parked')
        as parked_batches,
      on_their_way, asked_again,
      ${mustBeApproved}::boolean and not exists (
        select from issue_approval where issue_number = ${number} and withdrawn_at is null
      ) as awaits_approval
    from issue, clock, tally, (
      select count(*) filter (where state = 'to-send')::int as on_their_way,
        count(*) filter (where state = 'unknown')::int as asked_again
      from delivery where issue_number = ${number} and batch_number = any(array(
        select batch.number from batch
        where issue_number = ${number} and batch.status in ('submitting', 'unknown')
      ))
    ) as in_doubt
    where number = ${number}`.execute(db)
  if (!rows[0]) return undefined
  const { columns, final, ...issue } = rows[0]
  const all = count.columnsOf({ columns, final })
  const settled = all.length === 0 ? await settledAccountsOf(db, [number]) : undefined
  return { ...issue, account: settled?.get(number) ?? addUp(all) }
}
