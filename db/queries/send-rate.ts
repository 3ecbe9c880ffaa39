import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/**
 * Draws the next slot of the one rate that every process keeps to. Slots lie evenly apart, so that no
 * window holds more requests than Resend allows; a clock that was set back costs a minute at most.
 *
 * @returns how long to wait before the request may start, in milliseconds.
 */
export async function drawSlot(db: Db, requestsPerSecond: number): Promise<number> {
  const { rows } = await sql<{ waitMs: number }>`
    with drawn as (
      update send_rate set next_slot =
        greatest(least(next_slot, clock_timestamp() + interval '1 minute'), clock_timestamp()) + ${1 / requestsPerSecond} * interval '1 second'
      returning next_slot - ${1 / requestsPerSecond} * interval '1 second' as slot
    )
    select greatest(0, 1000 * extract(epoch from slot - clock_timestamp()))::float8 as wait_ms
    from drawn`.execute(db)
  return Math.ceil(rows[0]?.waitMs ?? 0)
}
