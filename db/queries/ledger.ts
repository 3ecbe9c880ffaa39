import { sql } from 'kysely'
import { type Account, addUp } from '../../src/domain/account.ts'
import type { Choice } from '../../src/domain/edition-plan.ts'
import { MAILS_IN_A_REQUEST } from '../../src/domain/sending-rules.ts'
import type { Db } from '../connect.ts'
import { attachLedgerTables, createLedgerTables } from './ledger-tables.ts'
import { settledAccountsOf } from './settled-account.ts'

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
 * Freezes the audience: every confirmed subscriber becomes a row of the ledger, excluded with the reason or in
 * a batch with the edition that their selection asks for. Within one transaction that sees one snapshot.
 */
export async function freezeAudience(
  db: Db,
  issueNumber: number,
  { choices, day, cancelled }: Audience,
): Promise<void> {
  const { batch, delivery } = await createLedgerTables(db, issueNumber)
  const hadTheirMail =
    cancelled.length === 0
      ? sql`false`
      : sql`selection.frequency = 'monthly' and exists (
          select from delivery as earlier
          where earlier.issue_number = any (${cancelled}::int[]) and earlier.subscriber_id = subscriber.id
            and earlier.state in ('accepted', 'unknown')
        )`
  await sql`
    insert into ${delivery} (issue_number, subscriber_id, address, token_version, state, exclusion,
      edition_number, batch_number, settled_at)
    select ${issueNumber}, id, address, token_version,
      case when exclusion is null then 'to-send' else 'excluded' end, exclusion,
      case when exclusion is null then edition_number end,
      case when exclusion is null then place / ${MAILS_IN_A_REQUEST}::int + 1 end,
      case when exclusion is not null then clock_now() end
    from (
      select audience.*, row_number() over (partition by exclusion is null order by id) - 1 as place
      from (
        select subscriber.id, subscriber.address, subscriber.token_version, choice.edition_number,
          case
            when suppression.id is not null then 'suppressed'
            when subscriber.paused_until > ${day}::date then 'paused'
            when ${hadTheirMail} then 'monthly'
            else choice.exclusion
          end as exclusion
        from subscriber
        join selection on selection.id = subscriber.selection_id
        join unnest(
          ${choices.map(({ selectionId }) => selectionId)}::int[],
          ${choices.map(({ editionNumber }) => editionNumber)}::int[],
          ${choices.map(({ exclusion }) => exclusion)}::text[]
        ) as choice (selection_id, edition_number, exclusion) on choice.selection_id = selection.id
        left join suppression on suppression.address_key = subscriber.address_key
          and suppression.lifted_at is null
        where subscriber.status = 'confirmed'
      ) as audience
    ) as placed`.execute(db)
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
      settled.get(number) ?? addUp(rows.filter((row) => row.issueNumber === number)),
    ]),
  )
}

/** The edition that a subscriber got, or is to get, of an issue. */
export async function findEditionNumber(
  db: Db,
  issueNumber: number,
  subscriberId: number,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('delivery')
    .select('editionNumber')
    .where('issueNumber', '=', issueNumber)
    .where('subscriberId', '=', subscriberId)
    .executeTakeFirst()
  return row?.editionNumber ?? undefined
}
