import { sql } from 'kysely'
import type { Account } from '../../src/domain/account.ts'
import type { Exclusion } from '../../src/domain/delivery.ts'
import type { Db } from '../connect.ts'

/** The most that Resend takes in one request. */
const BATCH_SIZE = 100

/**
 * Freezes the audience: every confirmed subscriber becomes a row of the ledger, the suppressed excluded
 * and the others in batches. One statement, so one snapshot.
 */
export async function freezeAudience(db: Db, issueNumber: number): Promise<void> {
  await sql`
    with audience as materialized (
      select subscriber.id, subscriber.address, subscriber.token_version,
        suppression.id is not null as suppressed,
        (row_number() over (partition by suppression.id is null order by subscriber.id) - 1)
          / ${BATCH_SIZE}::int + 1 as batch_number
      from subscriber
      left join suppression on suppression.address_key = subscriber.address_key
        and suppression.lifted_at is null
      where subscriber.status = 'confirmed'
    ), batches as (
      insert into batch (issue_number, number)
      select ${issueNumber}, generate_series(1, max(batch_number)) from audience where not suppressed
    )
    insert into delivery
      (issue_number, subscriber_id, address, token_version, state, exclusion, batch_number, settled_at)
    select ${issueNumber}, id, address, token_version,
      case when suppressed then 'excluded' else 'to-send' end,
      case when suppressed then 'suppressed' end,
      case when not suppressed then batch_number end,
      case when suppressed then clock_now() end
    from audience`.execute(db)
}

/** Where an issue's deliveries stand, from one query, so that the columns add up at every moment. */
export async function accountOf(db: Db, issueNumber: number): Promise<Account> {
  const rows = await db
    .selectFrom('delivery')
    .select(['state', 'exclusion'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('issueNumber', '=', issueNumber)
    .groupBy(['state', 'exclusion'])
    .execute()
  const sum = (state?: string) =>
    rows.filter((row) => !state || row.state === state).reduce((total, row) => total + row.count, 0)
  return {
    audience: sum(),
    excluded: sum('excluded'),
    excludedBecause: Object.fromEntries(
      rows.filter((row) => row.exclusion).map((row) => [row.exclusion as Exclusion, row.count]),
    ),
    accepted: sum('accepted'),
    rejected: sum('rejected'),
    unknown: sum('unknown'),
    toSend: sum('to-send'),
  }
}
