import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** Who draws: the batches of issues, or the small mails, which have a share of their own. */
export type RateLane = 'issues' | 'mails'

/**
 * What a draw gave: a slot that is the drawer's own, or a wait before it is worth asking again. `nowMs` is
 * PostgreSQL's time, in milliseconds since 1970, from which the slot opens in `opensInMs`.
 */
export type Draw =
  | {
      readonly outcome: 'drawn'
      readonly opensInMs: number
      readonly nowMs: number
      readonly everyMs: number
    }
  | { readonly outcome: 'none-yet'; readonly askInMs: number }

/**
 * Slots lie this much wider apart than the rate allows. Requests arrive with jitter, and to Resend a second
 * begins with the first of them: at any rate, this lets each be sixteen milliseconds later than those of the
 * second after it, and costs as many of each second.
 */
const SPREAD = 1.016

/** A free slot that is drawn this late is no later for it; making up for more would be a burst. */
const MADE_UP = '2 milliseconds'

/** A batch reserves one slot ahead at most; where slots are narrow, as far as a draw and a timer take. */
const AHEAD = '20 milliseconds'

/** Of the rate, small mails have this share; or one request a second, where that is half of it or less. */
const MAILS_SHARE = 0.2
const MAILS_PER_SECOND = 1
const MAILS_SHARE_AT_MOST = 0.5

/** What a refusal for the rate adds to the spread, at most, and how much of it a minute takes away again. */
const CAUTION = 0.02
const MOST_CAUTION = 0.2
const CAUTION_A_MINUTE = 0.005
const ONE_REFUSAL = '2 seconds'

/** What is left of the caution. */
const caution = sql<number>`
  greatest(0, caution - ${CAUTION_A_MINUTE} * extract(epoch from clock_timestamp() - refused_at)::float8 / 60)`

const HOUR_MS = 3_600_000

/**
 * Draws the next slot of the one rate that every process keeps to, in one statement. It is real time that
 * Resend counts, so this is the one clock that tests don't shift.
 *
 * A batch may reserve one slot ahead and no more, so that few slots are taken however many draw. A small
 * mail within the share of its lane reserves the next free slot, behind two others at most; beyond its
 * share it takes what nobody wants, a slot that is free now.
 *
 * The commit is not waited for: what a crash loses is the newest slots, younger than the crash is long.
 */
export async function drawSlot(
  db: Db,
  lane: RateLane,
  { requestsPerSecond }: { readonly requestsPerSecond: number },
): Promise<Draw> {
  const { rows } = await sql<{ opensInMs: number | null; nowMs: number; everyMs: number; askInMs: number }>`
    /* prepared draw-slot */
    with pace as materialized (
      select now, next_slot, mails_slot, spacing, mails_spacing,
        greatest(spacing, ${AHEAD}::interval) as ahead,
        set_config('synchronous_commit', 'off', true) as not_waited_for
      from send_rate, (select clock_timestamp() as now) as clock,
        lateral (select least(${requestsPerSecond}::float8, allowed_per_second) as rate) as allowed,
        lateral (select
          make_interval(secs => (${SPREAD} + ${caution}) / rate) as spacing,
          make_interval(secs => ${SPREAD}::float8 / greatest(rate * ${MAILS_SHARE}::float8,
            least(${MAILS_PER_SECOND}::float8, rate * ${MAILS_SHARE_AT_MOST}::float8))) as mails_spacing
        ) as spacings
    ), drawn as (
      update send_rate set
        next_slot = greatest(send_rate.next_slot, now - ${MADE_UP}::interval) + spacing,
        mails_slot = case
          when ${lane} = 'mails' and send_rate.mails_slot <= now
            then greatest(send_rate.mails_slot, now - ${MADE_UP}::interval) + mails_spacing
          else send_rate.mails_slot
        end
      from pace
      where send_rate.next_slot <= now + case
        when ${lane} = 'issues' then ahead
        when send_rate.mails_slot <= now then ahead + 2 * spacing
        else interval '0'
      end
      returning send_rate.next_slot - spacing as slot
    )
    select 1000 * extract(epoch from (select slot from drawn) - clock_timestamp())::float8 as opens_in_ms,
      1000 * extract(epoch from clock_timestamp())::float8 as now_ms,
      1000 * extract(epoch from spacing)::float8 as every_ms,
      1000 * extract(epoch from case
        when ${lane} = 'issues' then next_slot - ahead
        when mails_slot <= now then next_slot - ahead - 2 * spacing
        else least(next_slot, mails_slot)
      end - clock_timestamp())::float8 as ask_in_ms
    from pace`.execute(db)
  const { opensInMs, nowMs, everyMs, askInMs } = rows[0]!
  if (opensInMs !== null) return { outcome: 'drawn', opensInMs, nowMs, everyMs }
  if (askInMs <= HOUR_MS) return { outcome: 'none-yet', askInMs }
  await forgetSlots(db)
  return drawSlot(db, lane, { requestsPerSecond })
}

/** What lies more than an hour ahead was written by a clock that has been set back since. */
async function forgetSlots(db: Db): Promise<void> {
  await db
    .updateTable('sendRate')
    .set({ nextSlot: sql<Date>`'-infinity'`, mailsSlot: sql<Date>`'-infinity'` })
    .where('nextSlot', '>', sql<Date>`clock_timestamp() + interval '1 hour'`)
    .execute()
}

/** Moves all slots not yet drawn, because the one before them was taken late. */
export async function slipSlots(db: Db, lateMs: number): Promise<void> {
  await sql`update send_rate set next_slot = next_slot + ${lateMs} * interval '1 millisecond'`.execute(db)
}

/**
 * Keeps everybody from calling for a while, an hour at most: Resend has said that the rate was exceeded.
 * Requests reach it with more jitter than slots are spread for, so they are spread wider from now on. Several
 * that were refused at once say so once.
 */
export async function pauseSlots(db: Db, waitMs: number): Promise<void> {
  await sql`
    update send_rate set
      next_slot = greatest(next_slot, clock_timestamp() + ${Math.min(waitMs, HOUR_MS)} * interval '1 millisecond'),
      caution = case
        when refused_at > clock_timestamp() - ${ONE_REFUSAL}::interval then caution
        else least(${MOST_CAUTION}, ${caution} + ${CAUTION})
      end,
      refused_at = clock_timestamp()`.execute(db)
}

/** Takes what Resend says that it allows, where it differs from what it said before: lower, or higher again. */
export async function learnRate(db: Db, allowedPerSecond: number): Promise<void> {
  if (!(allowedPerSecond > 0)) return
  await db
    .updateTable('sendRate')
    .set({ allowedPerSecond })
    .where('allowedPerSecond', 'is distinct from', allowedPerSecond)
    .execute()
}
