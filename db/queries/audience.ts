import { type RawBuilder, sql } from 'kysely'
import type { Exclusion } from '../../src/domain/delivery.ts'
import type { Choice } from '../../src/domain/edition-plan.ts'
import type { Db } from '../connect.ts'

/** Who gets what of an issue. */
export interface Audience {
  /** What the subscribers with each selection get. */
  readonly choices: readonly Choice[]
  /** The day on which it is sent: who paused until a later one is left out. */
  readonly day: string
  /** Issues with which some monthly readers have had their mail of the month. */
  readonly cancelled: readonly number[]
}

/**
 * Every confirmed subscriber, with the edition that their selection asks for, and why they get none where there
 * is a reason. What is frozen, counted or shown beforehand comes from here.
 */
export function audienceOf(audience: Audience): RawBuilder<unknown> {
  return sql`
    select subscriber.id, subscriber.address, subscriber.token_version, choice.edition_number,
      coalesce(barred.because, choice.exclusion) as exclusion
    from subscriber
    join ${choicesOf(audience)} on choice.selection_id = subscriber.selection_id
    left join (${barredFrom(audience)}) as barred on barred.id = subscriber.id
    where subscriber.status = 'confirmed'`
}

/** The confirmed subscribers whom something bars from any edition, each once. There are few of them. */
function barredFrom({ day, cancelled }: Audience): RawBuilder<unknown> {
  const isPaused = sql`subscriber.paused_until > ${day}::date`
  const isSuppressed = sql`exists (
    select from suppression
    where suppression.address_key = subscriber.address_key and suppression.lifted_at is null
  )`
  const hadTheirMail =
    cancelled.length === 0
      ? sql``
      : sql`
        union all
        select distinct subscriber.id, subscriber.selection_id, 'monthly'
        from delivery as earlier
        join subscriber on subscriber.id = earlier.subscriber_id and subscriber.status = 'confirmed'
        join selection on selection.id = subscriber.selection_id and selection.frequency = 'monthly'
        where earlier.issue_number = any (${cancelled}::int[]) and earlier.state in ('accepted', 'unknown')
          and ${isPaused} is not true and not ${isSuppressed}`
  return sql`
    select subscriber.id, subscriber.selection_id, 'suppressed' as because
    from suppression
    join subscriber on subscriber.address_key = suppression.address_key and subscriber.status = 'confirmed'
    where suppression.lifted_at is null
    union all
    select subscriber.id, subscriber.selection_id, 'paused'
    from subscriber
    where subscriber.status = 'confirmed' and ${isPaused} and not ${isSuppressed}${hadTheirMail}`
}

function choicesOf({ choices }: Audience): RawBuilder<unknown> {
  return sql`unnest(
      ${choices.map(({ selectionId }) => selectionId)}::int[],
      ${choices.map(({ editionNumber }) => editionNumber)}::int[],
      ${choices.map(({ exclusion }) => exclusion)}::text[]
    ) as choice (selection_id, edition_number, exclusion)`
}

/** What one subscriber gets of an issue: an edition, or nothing and why. */
export interface Portion {
  readonly editionNumber: number | null
  readonly exclusion: Exclusion | null
}

/** How many subscribers have a portion. */
export interface PortionCount extends Portion {
  readonly readers: number
}

/**
 * How an audience would be frozen now: so many of it for each edition, and for each reason to get none.
 *
 * @param readers how many there are of each selection.
 */
export async function countAudience(
  db: Db,
  audience: Audience,
  readers: ReadonlyMap<number, number>,
): Promise<PortionCount[]> {
  const { rows: barred } = await sql<{ selectionId: number; because: Exclusion; readers: number }>`
    select selection_id, because, count(*)::int as readers from (${barredFrom(audience)}) as barred
    group by selection_id, because`.execute(db)
  const portions = new Map<string, PortionCount>()
  const add = (editionNumber: number | null, exclusion: Exclusion | null, more: number) => {
    const key = `${editionNumber} ${exclusion}`
    portions.set(key, { editionNumber, exclusion, readers: more + (portions.get(key)?.readers ?? 0) })
  }
  for (const { selectionId, editionNumber, exclusion } of audience.choices) {
    const kept = barred.filter((one) => one.selectionId === selectionId)
    const without = kept.reduce((left, one) => left - one.readers, readers.get(selectionId) ?? 0)
    add(exclusion ? null : editionNumber, exclusion, Math.max(0, without))
    for (const one of kept) add(null, one.because, one.readers)
  }
  return [...portions.values()].filter(({ readers }) => readers > 0)
}

/** What one subscriber would get; nothing when they are not in the audience. */
export async function findPortion(
  db: Db,
  audience: Audience,
  subscriberId: number,
): Promise<Portion | undefined> {
  const { rows } = await sql<Portion>`
    select case when exclusion is null then edition_number end as edition_number, exclusion
    from (${audienceOf(audience)}) as audience
    where id = ${subscriberId}`.execute(db)
  return rows[0]
}
