import { sql } from 'kysely'
import type { EmailAddress } from '../../src/domain/email-address.ts'
import { ERRAND_MAILS, type ErrandKind } from '../../src/domain/errand.ts'
import type { Db } from '../connect.ts'

export interface NewErrand {
  readonly subscriberId: number
  readonly kind: ErrandKind
  /** Where the subscription is to move. */
  readonly newAddress?: EmailAddress | undefined
  readonly expiresAt: Date
}

/** Opens an errand; an older one of its kind is no more, and its link dead. @returns its id. */
export async function insertErrand(
  db: Db,
  { subscriberId, kind, newAddress, expiresAt }: NewErrand,
): Promise<number> {
  await db.deleteFrom('errand').where('subscriberId', '=', subscriberId).where('kind', '=', kind).execute()
  const { id } = await db
    .insertInto('errand')
    .values({
      subscriberId,
      kind,
      address: newAddress?.address ?? null,
      addressKey: newAddress?.key ?? null,
      expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** An errand that is open, and whose it is. */
export interface ErrandRow {
  readonly id: number
  readonly subscriberId: number
  /** The subscriber's. */
  readonly address: string
  readonly newAddress: string | null
  readonly newKey: string | null
}

/** The errand of a link, unless it is done, replaced, or the subscriber's tokens were revoked since. */
export async function findErrand(
  db: Db,
  link: { readonly errandId: number; readonly purpose: ErrandKind; readonly tokenVersion: number },
): Promise<ErrandRow | undefined> {
  return db
    .selectFrom('errand')
    .innerJoin('subscriber', 'subscriber.id', 'errand.subscriberId')
    .select(['errand.id', 'subscriberId', 'subscriber.address'])
    .select(['errand.address as newAddress', 'errand.addressKey as newKey'])
    .where('errand.id', '=', link.errandId)
    .where('kind', '=', link.purpose)
    .where('tokenVersion', '=', link.tokenVersion)
    .executeTakeFirst()
}

/** Uses an errand up. @returns whether it was still open: of two that press the button, one does it. */
export async function closeErrand(db: Db, id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('errand').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Drops whatever subscribers have asked for and not confirmed. */
export async function dropErrands(db: Db, subscriberIds: readonly number[]): Promise<void> {
  await db.deleteFrom('errand').where('subscriberId', 'in', subscriberIds).execute()
}

/** Whether one more mail about an errand of this kind would not be too many. */
export async function mayMailErrand(db: Db, subscriberId: number, kind: ErrandKind): Promise<boolean> {
  const { apart, most, within } = ERRAND_MAILS
  const { rows } = await sql<{ allowed: boolean }>`
    select count(*) < ${most} and count(*) filter (where created_at > clock_now() - ${apart}::interval) = 0 as allowed
    from outbox
    where subscriber_id = ${subscriberId} and kind = ${`errand-${kind}`}
      and created_at > clock_now() - ${within}::interval`.execute(db)
  return rows[0]!.allowed
}

/** Deletes the errands whose links have expired. */
export async function deleteExpiredErrands(db: Db): Promise<void> {
  await db.deleteFrom('errand').where('expiresAt', '<=', sql<Date>`clock_now()`).execute()
}
