import { type Selectable, sql } from 'kysely'
import { type Account, addUp } from '../../src/domain/account.ts'
import { MAILS_IN_A_REQUEST } from '../../src/domain/sending-rules.ts'
import type { Db } from '../connect.ts'
import type { Database } from '../schema.ts'
import { type Audience, audienceOf, type Portion, type PortionCount } from './audience.ts'
import { type CountedBatches, countColumns } from './counted-batches.ts'
import { attachLedgerTables, createLedgerTables } from './ledger-tables.ts'
import { settledAccountsOf } from './settled-account.ts'

/**
 * Freezes the audience: every confirmed subscriber becomes a row of the ledger, excluded with the reason or in
 * a batch with the edition that their selection asks for. Within one transaction that sees one snapshot.
 */
export async function freezeAudience(db: Db, issueNumber: number, audience: Audience): Promise<void> {
  const { batch, delivery } = await createLedgerTables(db, issueNumber)
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
      from (${audienceOf(audience)}) as audience
    ) as placed`.execute(db)
  await sql`
    insert into ${batch} (issue_number, number)
    select ${issueNumber}, generate_series(1, (select max(batch_number) from ${delivery}))`.execute(db)
  await attachLedgerTables(db, issueNumber)
}

/** Where an issue's deliveries stand, counting no final batch twice: for what is looked at again and again. */
export async function accountOf(db: Db, issueNumber: number, counted: CountedBatches): Promise<Account> {
  const settled = await settledAccountsOf(db, [issueNumber])
  return settled.get(issueNumber) ?? addUp(await countColumns(db, issueNumber, counted))
}

/** Where the deliveries of issues stand, all from one query, so that the columns add up at every moment. */
export async function accountsOf(db: Db, issueNumbers: readonly number[]): Promise<Map<number, Account>> {
  if (issueNumbers.length === 0) return new Map()
  const rows = await db
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

/** Where the deliveries of an issue stand by edition; nothing once its ledger is retired. */
export async function countEditions(
  db: Db,
  issueNumber: number,
  counted: CountedBatches,
): Promise<PortionCount[]> {
  const portions = new Map<string, PortionCount>()
  for (const column of await countColumns(db, issueNumber, counted)) {
    const { exclusion, count } = column
    const editionNumber = exclusion === null ? column.editionNumber : null
    const key = `${editionNumber} ${exclusion}`
    portions.set(key, { editionNumber, exclusion, readers: count + (portions.get(key)?.readers ?? 0) })
  }
  return [...portions.values()]
}

/** What the ledger says of one subscriber. */
export type LedgerLine = Portion & Pick<Selectable<Database['delivery']>, 'state' | 'batchNumber'>

export async function findLedgerLine(
  db: Db,
  issueNumber: number,
  subscriberId: number,
): Promise<LedgerLine | undefined> {
  return db
    .selectFrom('delivery')
    .select(['editionNumber', 'exclusion', 'state', 'batchNumber'])
    .where('issueNumber', '=', issueNumber)
    .where('subscriberId', '=', subscriberId)
    .executeTakeFirst()
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
