import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/**
 * Draws the next slot of the one rate that every process keeps to. Slots lie evenly apart, so that no
 * window holds more requests than Resend allows; a clock that was set back costs an hour at most.
 * It is real time that Resend counts, so this is the one clock that tests don't shift.
 *
 * @returns how long to wait before the request may start, in milliseconds.
 */
export async function drawSlot(db: Db, requestsPerSecond: number): Promise<number> {
  const { rows } = await sql<{ waitMs: number }>`
    with drawn as (
      update send_rate set next_slot =
        greatest(least(next_slot, clock_timestamp() + interval '1 hour'), clock_timestamp()) + ${1 / requestsPerSecond} * interval '1 second'
      returning next_slot - ${1 / requestsPerSecond} * interval '1 second' as slot
    )
    select greatest(0, 1000 * extract(epoch from slot - clock_timestamp()))::float8 as wait_ms
    from drawn`.execute(db)
  return Math.ceil(rows[0]?.waitMs ?? 0)
}

/** Keeps everybody from calling for a while: Resend has said that the rate was exceeded. */
export async function pauseSlots(db: Db, waitMs: number): Promise<void> {
  await sql`
    update send_rate set next_slot =
      greatest(next_slot, clock_timestamp() + ${waitMs} * interval '1 millisecond')`.execute(db)
}
