import { sql } from 'kysely'
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

export async function countOutcomes(db: Db, issueNumber: number): Promise<Outcomes> {
  const { rows } = await sql<Outcomes>`
    select
      (count(*) filter (where delivered_at is not null))::int as delivered,
      (count(*) filter (where delayed_at is not null
        and coalesce(delivered_at, bounced_at, failed_at, suppressed_at) is null))::int as delayed,
      (count(*) filter (where bounced_at is not null and bounce is distinct from 'soft'))::int as bounced_hard,
      (count(*) filter (where bounced_at is not null and bounce = 'soft'))::int as bounced_soft,
      (count(*) filter (where complained_at is not null))::int as complained,
      (count(*) filter (where coalesce(failed_at, suppressed_at) is not null))::int as failed
    from delivery where issue_number = ${issueNumber}`.execute(db)
  return rows[0]!
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
