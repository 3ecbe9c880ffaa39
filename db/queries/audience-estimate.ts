import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** So many confirmed subscribers with one selection, by what keeps them from any mail. */
export interface SelectionCount {
  readonly selectionId: number
  readonly suppressed: number
  readonly paused: number
  readonly others: number
}

/** Counts who would be in the audience of an issue that is frozen now. */
export async function countAudience(db: Db): Promise<SelectionCount[]> {
  const { rows } = await sql<SelectionCount>`
    with clock as materialized (
      select (clock_now() at time zone 'UTC')::date as today
    )
    select selection_id,
      (count(*) filter (where suppression.id is not null))::int as suppressed,
      (count(*) filter (where suppression.id is null and paused_until > today))::int as paused,
      (count(*) filter (where suppression.id is null and paused_until > today is not true))::int as others
    from clock, subscriber
    left join suppression on suppression.address_key = subscriber.address_key and suppression.lifted_at is null
    where subscriber.status = 'confirmed'
    group by selection_id`.execute(db)
  return rows
}
