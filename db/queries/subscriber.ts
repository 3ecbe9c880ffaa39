import { sql } from 'kysely'
import type { EmailAddress } from '../../src/domain/email-address.ts'
import type { ConsentKind, SubscriberStatus } from '../../src/domain/subscriber.ts'
import type { Db } from '../connect.ts'
import { changed } from './changed.ts'

export interface SubscriberRow {
  readonly id: number
  readonly address: string
  readonly addressKey: string
  readonly status: SubscriberStatus
  readonly tokenVersion: number
}

const columns = ['id', 'address', 'addressKey', 'status', 'tokenVersion'] as const

export async function findSubscriber(db: Db, id: number): Promise<SubscriberRow | undefined> {
  return db.selectFrom('subscriber').select(columns).where('id', '=', id).executeTakeFirst()
}

/** Notes that someone asks for an address: a new or ended subscriber is pending, a confirmed one stays so. */
export async function requestSubscription(db: Db, { address, key }: EmailAddress): Promise<SubscriberRow> {
  return db
    .insertInto('subscriber')
    .values({ address, addressKey: key, status: 'pending' })
    .onConflict((conflict) =>
      conflict.column('addressKey').doUpdateSet({
        status: sql`case subscriber.status when 'ended' then 'pending' else subscriber.status end`,
        address: sql`case subscriber.status when 'confirmed' then subscriber.address else excluded.address end`,
        endedAt: null,
      }),
    )
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** @returns whether the subscriber was pending until now. */
export async function confirmSubscriber(db: Db, id: number): Promise<boolean> {
  return changed(
    db
      .updateTable('subscriber')
      .set({ status: 'confirmed', confirmedAt: sql<Date>`clock_now()` })
      .where('id', '=', id)
      .where('status', '=', 'pending'),
  )
}

/** @returns whether the subscriber had not left before. */
export async function endSubscriber(db: Db, id: number): Promise<boolean> {
  return changed(
    db
      .updateTable('subscriber')
      .set({ status: 'ended', endedAt: sql<Date>`clock_now()` })
      .where('id', '=', id)
      .where('status', '<>', 'ended'),
  )
}

export async function insertConsent(
  db: Db,
  consent: { subscriberId: number; kind: ConsentKind; source: string; statement?: string },
): Promise<void> {
  await db
    .insertInto('consent')
    .values({ statement: null, ...consent })
    .execute()
}
