import { sql } from 'kysely'
import type { EmailAddress } from '../../src/domain/email-address.ts'
import type { SuppressionReason } from '../../src/domain/suppression.ts'
import type { Db } from '../connect.ts'

/** Whether an address is never to be mailed. */
export async function isSuppressed(db: Db, addressKey: string): Promise<boolean> {
  const row = await db
    .selectFrom('suppression')
    .select('id')
    .where('addressKey', '=', addressKey)
    .where('liftedAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export interface SuppressionRow {
  readonly id: number
  readonly address: string
  readonly reason: SuppressionReason
  readonly note: string | null
  readonly createdAt: Date
}

const columns = ['id', 'address', 'reason', 'note', 'createdAt'] as const

export async function countSuppressions(
  db: Db,
): Promise<{ readonly reason: SuppressionReason; readonly count: number }[]> {
  return db
    .selectFrom('suppression')
    .select((select) => ['reason', select.fn.countAll<number>().as('count')])
    .where('liftedAt', 'is', null)
    .groupBy('reason')
    .orderBy('count', 'desc')
    .orderBy('reason')
    .execute()
}

/** Those in force, the newest first. */
export async function newestSuppressions(db: Db, limit: number): Promise<SuppressionRow[]> {
  return db
    .selectFrom('suppression')
    .select(columns)
    .where('liftedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The next of those in force behind `after`, an id, in the order of their ids. */
export async function readSuppressions(
  db: Db,
  { after, limit }: { after: number; limit: number },
): Promise<SuppressionRow[]> {
  return db
    .selectFrom('suppression')
    .select(columns)
    .where('liftedAt', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Locks the suppression in force of an address until the transaction ends. */
export async function findSuppression(db: Db, addressKey: string): Promise<SuppressionRow | undefined> {
  return db
    .selectFrom('suppression')
    .select(columns)
    .where('addressKey', '=', addressKey)
    .where('liftedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** The row stays, as history. */
export async function liftSuppression(db: Db, id: number): Promise<void> {
  await db.updateTable('suppression').set({ liftedAt: sql<Date>`clock_now()` }).where('id', '=', id).execute()
}

/** Suppresses those that are not suppressed yet. @returns how many these are. */
export async function insertSuppressions(
  db: Db,
  rows: readonly (EmailAddress & { readonly reason: SuppressionReason })[],
  note: string,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into suppression (address, address_key, reason, note)
    select address, address_key, reason, ${note}
    from unnest(${rows.map(({ address }) => address)}::text[], ${rows.map(({ key }) => key)}::text[],
      ${rows.map(({ reason }) => reason)}::text[]) as given (address, address_key, reason)
    on conflict (address_key) where lifted_at is null do nothing`.execute(db)
  return Number(numAffectedRows ?? 0)
}
