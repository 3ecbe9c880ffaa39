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
    select reader.id, reader.address, reader.token_version, choice.edition_number,
      coalesce(reader.barred, choice.exclusion) as exclusion
    from (${readersOf(audience)}) as reader
    join ${choicesOf(audience)} on choice.selection_id = reader.selection_id`
}

/** Every confirmed subscriber, and what bars them from any edition. */
function readersOf({ day, cancelled }: Audience): RawBuilder<unknown> {
  const hadTheirMail =
    cancelled.length === 0
      ? sql``
      : sql`
        when exists (
          select from selection
          join delivery as earlier on earlier.subscriber_id = subscriber.id
            and earlier.issue_number = any (${cancelled}::int[]) and earlier.state in ('accepted', 'unknown')
          where selection.id = subscriber.selection_id and selection.frequency = 'monthly'
        ) then 'monthly'`
  return sql`
    select subscriber.id, subscriber.address, subscriber.token_version, subscriber.selection_id,
      case
        when suppression.id is not null then 'suppressed'
        when subscriber.paused_until > ${day}::date then 'paused'${hadTheirMail}
      end as barred
    from subscriber
    left join suppression on suppression.address_key = subscriber.address_key
      and suppression.lifted_at is null
    where subscriber.status = 'confirmed'`
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

/** How an audience would be frozen now: so many of it for each edition, and for each reason to get none. */
export async function countAudience(db: Db, audience: Audience): Promise<PortionCount[]> {
  // Counted by selection first: there are few, and many readers.
  const { rows } = await sql<PortionCount>`
    select case when exclusion is null then edition_number end as edition_number, exclusion,
      sum(readers)::int as readers
    from (
      select choice.edition_number, coalesce(counted.barred, choice.exclusion) as exclusion, counted.readers
      from (
        select selection_id, barred, count(*) as readers
        from (${readersOf(audience)}) as reader group by selection_id, barred
      ) as counted
      join ${choicesOf(audience)} on choice.selection_id = counted.selection_id
    ) as portion
    group by 1, 2`.execute(db)
  return rows
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
