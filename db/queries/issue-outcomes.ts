import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../connect.ts'

/** What became of an issue's accepted mails, by what webhooks said. A mail can be in several. */
export interface Outcomes {
  readonly delivered: number
  /** Delayed, and nothing else was heard of it. */
  readonly delayed: number
  readonly bouncedHard: number
  readonly bouncedSoft: number
  readonly complained: number
  /** Failed at the mail service, or kept back there, after it was accepted. */
  readonly failed: number
}

/** When a row of `delivery` counts as what. */
const WHEN: Readonly<Record<keyof Outcomes, RawBuilder<unknown>>> = {
  delivered: sql`delivery.delivered_at is not null`,
  delayed: sql`delivery.delayed_at is not null and coalesce(
    delivery.delivered_at, delivery.bounced_at, delivery.failed_at, delivery.suppressed_at) is null`,
  bouncedHard: sql`delivery.bounced_at is not null and delivery.bounce is distinct from 'soft'`,
  bouncedSoft: sql`delivery.bounced_at is not null and delivery.bounce = 'soft'`,
  complained: sql`delivery.complained_at is not null`,
  failed: sql`coalesce(delivery.failed_at, delivery.suppressed_at) is not null`,
}
const OUTCOMES = Object.keys(WHEN) as (keyof Outcomes)[]

/** Reads what was counted as events landed: a row for each batch, and none of the deliveries. */
export async function countOutcomes(db: Db, issueNumber: number): Promise<Outcomes> {
  const { rows } = await sql<Outcomes>`
    select ${each((outcome) => sql`coalesce(sum(${sql.ref(outcome)}), 0)::int as ${sql.ref(outcome)}`)}
    from batch where issue_number = ${issueNumber}`.execute(db)
  return rows[0]!
}

/** For a statement that changes deliveries: of each, as a column, whether it counts as an outcome (1) or not (0). */
export const outcomes = each((outcome) => sql`(${WHEN[outcome]})::int as ${sql.ref(outcome)}`)

/** What a changed delivery now counts as, less what it counted as in the row `before`. */
export const outcomesSince = each(
  (outcome) => sql`(${WHEN[outcome]})::int - ${sql.ref(`before.${outcome}`)} as ${sql.ref(outcome)}`,
)

/** Adds what deliveries `changed` by to their batches, which are held: so nobody waits, and nothing is counted twice. */
export const addOutcomes = sql`
  update batch set ${each((outcome) => sql`${sql.ref(outcome)} = batch.${sql.ref(outcome)} + told.${sql.ref(outcome)}`)}
  from (
    select issue_number, batch_number, ${each((outcome) => sql`sum(${sql.ref(outcome)}) as ${sql.ref(outcome)}`)}
    from changed group by issue_number, batch_number
  ) as told
  where batch.issue_number = told.issue_number and batch.number = told.batch_number
    and num_nonnulls(${each((outcome) => sql`nullif(told.${sql.ref(outcome)}, 0)`)}) > 0`

function each(write: (outcome: keyof Outcomes) => RawBuilder<unknown>) {
  return sql.join(OUTCOMES.map(write))
}

/** What readers did through an issue's links. */
export interface Credits {
  /** Who left by a link of it, and did not come back through its undo. */
  readonly unsubscribed: number
  /** Votes that count and were last cast by a link of it, and by how many. */
  readonly votes: number
  readonly voters: number
}

export async function countCredits(db: Db, issueNumber: number): Promise<Credits> {
  const { rows } = await sql<Credits>`
    select
      (
        select count(*)::int from consent
        where kind = 'ended' and issue_number = ${issueNumber} and not exists (
          select from consent as later
          where later.subscriber_id = consent.subscriber_id and later.id > consent.id and later.kind = 'undone'
        )
      ) as unsubscribed,
      count(*)::int as votes, count(distinct subscriber_id)::int as voters
    from vote where issue_number = ${issueNumber} and counts`.execute(db)
  return rows[0]!
}
