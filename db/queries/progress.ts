import { sql } from 'kysely'
import { addUp, type Column } from '../../src/domain/account.ts'
import { LATELY_SECONDS, type Progress } from '../../src/domain/progress.ts'
import type { Db } from '../connect.ts'
import { settledAccountsOf } from './settled-account.ts'

type Row = Omit<Progress, 'account' | 'acceptedLately'> & {
  readonly columns: readonly (Column & { readonly lately: number })[]
}

/** Where an issue's send stands, all from one statement, so that the numbers fit each other at every moment. */
export async function findProgress(
  db: Db,
  number: number,
  { mustBeApproved }: { readonly mustBeApproved: boolean },
): Promise<Progress | undefined> {
  const { rows } = await sql<Row>`
    with clock as materialized (
      select clock_now() as now
    ), counted as (
      select state, exclusion, count(*)::int as count,
        (count(*) filter (where state = 'accepted'
          and settled_at > clock.now - ${LATELY_SECONDS}::int * interval '1 second'))::int as lately
      from delivery, clock where issue_number = ${number} group by state, exclusion
    )
    select number, status, send_at, clock.now,
      coalesce((select json_agg(counted) from counted), '[]') as columns,
      (select count(*)::int from batch where issue_number = ${number} and batch.status = 'parked')
        as parked_batches,
      exists (select from batch where issue_number = ${number} and batch.status in ('submitting', 'unknown'))
        as is_in_doubt,
      ${mustBeApproved}::boolean and not exists (
        select from issue_approval where issue_number = ${number} and withdrawn_at is null
      ) as awaits_approval
    from issue, clock where number = ${number}`.execute(db)
  if (!rows[0]) return undefined
  const { columns, ...issue } = rows[0]
  const settled = columns.length === 0 ? await settledAccountsOf(db, [number]) : undefined
  return {
    ...issue,
    account: settled?.get(number) ?? addUp(columns),
    acceptedLately: columns.reduce((sum, { lately }) => sum + lately, 0),
  }
}
