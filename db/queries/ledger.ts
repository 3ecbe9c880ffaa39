import { sql } from 'kysely'
import type { Account } from '../../src/domain/account.ts'
import type { DeliveryState, Exclusion } from '../../src/domain/delivery.ts'
import type { Db } from '../connect.ts'
import { attachLedgerTables, createLedgerTables } from './ledger-tables.ts'
import { settledAccountsOf } from './settled-account.ts'

/** The most that Resend takes in one request. */
const BATCH_SIZE = 100

/**
 * Freezes the audience: every confirmed subscriber becomes a row of the ledger, the suppressed excluded
 * and the others in batches. Within one transaction that sees one snapshot.
 */
export async function freezeAudience(db: Db, issueNumber: number): Promise<void> {
  const { batch, delivery } = await createLedgerTables(db, issueNumber)
  await sql`
    insert into ${delivery}
      (issue_number, subscriber_id, address, token_version, state, exclusion, batch_number, settled_at)
    select ${issueNumber}, id, address, token_version,
      case when suppressed then 'excluded' else 'to-send' end,
      case when suppressed then 'suppressed' end,
      case when not suppressed then place / ${BATCH_SIZE}::int + 1 end,
      case when suppressed then clock_now() end
    from (
      select subscriber.id, subscriber.address, subscriber.token_version,
        suppression.id is not null as suppressed,
        row_number() over (partition by suppression.id is null order by subscriber.id) - 1 as place
      from subscriber
      left join suppression on suppression.address_key = subscriber.address_key
        and suppression.lifted_at is null
      where subscriber.status = 'confirmed'
    ) as audience`.execute(db)
  await sql`
    insert into ${batch} (issue_number, number)
    select ${issueNumber}, generate_series(1, (select max(batch_number) from ${delivery}))`.execute(db)
  await attachLedgerTables(db, issueNumber)
}

/** Where the deliveries of issues stand, all from one query, so that the columns add up at every moment. */
export async function accountsOf(db: Db, issueNumbers: readonly number[]): Promise<Map<number, Account>> {
  const rows =
    issueNumbers.length === 0
      ? []
      : await db
          .selectFrom('delivery')
          .select(['issueNumber', 'state', 'exclusion'])
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('issueNumber', 'in', issueNumbers)
          .groupBy(['issueNumber', 'state', 'exclusion'])
          .execute()
  const settled = await settledAccountsOf(db, issueNumbers)
  return new Map(
    issueNumbers.map((number) => [
      number,
      settled.get(number) ?? account(rows.filter((row) => row.issueNumber === number)),
    ]),
  )
}

interface Column {
  readonly state: DeliveryState
  readonly exclusion: Exclusion | null
  readonly count: number
}

function account(columns: readonly Column[]): Account {
  const sum = (...states: DeliveryState[]) =>
    columns.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0)
  const excluded = columns.filter(({ exclusion }) => exclusion)
  return {
    audience: sum('excluded', 'accepted', 'rejected', 'unknown', 'to-send'),
    excluded: sum('excluded'),
    excludedBecause: Object.fromEntries(excluded.map(({ exclusion, count }) => [exclusion, count])),
    accepted: sum('accepted'),
    rejected: sum('rejected'),
    unknown: sum('unknown'),
    toSend: sum('to-send'),
  }
}
