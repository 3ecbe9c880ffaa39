import { sql } from 'kysely'
import type { EmailAddress } from '../../src/domain/email-address.ts'
import type { SuppressionReason } from '../../src/domain/suppression.ts'
import type { Db } from '../connect.ts'
import { anyKeyOf, erasedKey, isErased } from './erased-key.ts'

/** Whether an address is never to be mailed. One that was merely erased may be, when its owner asks for it. */
export async function isSuppressed(db: Db, addressKey: string): Promise<boolean> {
  const { rows } = await sql<{ suppressed: boolean }>`
    select exists (
      select from suppression
      where address_key = ${anyKeyOf(sql.val(addressKey))} and lifted_at is null and reason <> 'erased'
    ) as suppressed`.execute(db)
  return rows[0]!.suppressed
}

/** The same for several at once. @returns those that are never to be mailed. */
export async function findSuppressed(db: Db, addressKeys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${addressKeys}::text[]) as asked (key)
    where exists (
      select from suppression
      where address_key = ${anyKeyOf(sql.ref('asked.key'))} and lifted_at is null and reason <> 'erased'
    )`.execute(db)
  return rows.map(({ key }) => key)
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

/** The next of those in force behind `after`, an id, in the order of their ids; erased addresses aside. */
export async function readSuppressions(
  db: Db,
  { after, limit }: { after: number; limit: number },
): Promise<SuppressionRow[]> {
  return db
    .selectFrom('suppression')
    .select(columns)
    .where('liftedAt', 'is', null)
    .where('id', '>', after)
    .where(sql<boolean>`not ${isErased(sql.ref('address_key'))}`)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** How many of those in force are of erased addresses. */
export async function countErased(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('suppression')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('liftedAt', 'is', null)
    .where(isErased(sql.ref('address_key')))
    .executeTakeFirstOrThrow()
  return count
}

/** Locks the suppressions in force of an address until the transaction ends: one, or two if one is erased. */
export async function findSuppressions(db: Db, addressKey: string): Promise<SuppressionRow[]> {
  return db
    .selectFrom('suppression')
    .select(columns)
    .where(sql<boolean>`address_key = ${anyKeyOf(sql.val(addressKey))}`)
    .where('liftedAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** The rows stay, as history. */
export async function liftSuppressions(db: Db, ids: readonly number[]): Promise<void> {
  await db
    .updateTable('suppression')
    .set({ liftedAt: sql<Date>`clock_now()` })
    .where('id', 'in', ids)
    .execute()
}

/** A subscriber whose address had been erased has subscribed anew; any other suppression of it stays. */
export async function welcomeBack(db: Db, subscriberId: number): Promise<void> {
  const addressKey = sql`(select address_key from subscriber where id = ${subscriberId})`
  await sql`
    update suppression set lifted_at = clock_now()
    where address_key = ${erasedKey(addressKey)} and lifted_at is null and reason = 'erased'`.execute(db)
}

/**
 * Suppresses those that are not suppressed yet; of two rows with one address the first. An erased address stays
 * a hash. @returns how many these are.
 */
export async function insertSuppressions(
  db: Db,
  rows: readonly (EmailAddress & { readonly reason: SuppressionReason })[],
  note: string,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into suppression (address, address_key, reason, note)
    select coalesce(erased.address_key, given.address), coalesce(erased.address_key, given.address_key),
      given.reason, ${note}
    from (
      select distinct on (address_key) *
      from unnest(${rows.map(({ address }) => address)}::text[], ${rows.map(({ key }) => key)}::text[],
        ${rows.map(({ reason }) => reason)}::text[]) with ordinality as given (address, address_key, reason, place)
      order by address_key, place
    ) as given
    left join suppression as erased
      on erased.address_key = ${erasedKey(sql.ref('given.address_key'))} and erased.lifted_at is null
    order by place
    on conflict (address_key) where lifted_at is null do update
    set reason = excluded.reason, note = excluded.note
    where suppression.reason = 'erased'`.execute(db)
  return Number(numAffectedRows ?? 0)
}
