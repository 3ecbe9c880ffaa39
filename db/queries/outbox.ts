import { sql } from 'kysely'
import type { Mail } from '../../src/domain/mail.ts'
import type { Db } from '../connect.ts'

/** A small mail for the outbox. */
export interface OutgoingMail {
  readonly kind: string
  readonly subscriberId?: number
  readonly addressKey: string
  /** When the links in it end. */
  readonly expiresAt?: Date
  readonly mail: Mail
}

/** Puts a mail, whole, into the outbox; it is sent once the transaction around it commits. */
export async function insertMail(db: Db, { mail, ...outgoing }: OutgoingMail): Promise<number> {
  const { id } = await db
    .insertInto('outbox')
    .values({ ...outgoing, mail: JSON.stringify(mail) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Whether any mail waits to be gathered. */
export async function areMailsDue(db: Db): Promise<boolean> {
  const due = await db
    .selectFrom('outbox')
    .select('id')
    .where('status', '=', 'queued')
    .where('notBefore', '<=', sql<Date>`clock_now()`)
    .limit(1)
    .executeTakeFirst()
  return due !== undefined
}
