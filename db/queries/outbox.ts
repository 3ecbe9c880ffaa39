import { sql } from 'kysely'
import type { ReadersPart } from '../../src/domain/letter.ts'
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
export async function insertMail(db: Db, mail: OutgoingMail): Promise<number> {
  const [id] = await insertMails(db, [mail])
  return id!
}

/** The same for several, which share the moment. @returns their ids, in their order. */
export async function insertMails(db: Db, mails: readonly OutgoingMail[]): Promise<number[]> {
  if (mails.length === 0) return []
  const rows = await db
    .insertInto('outbox')
    .values(mails.map(({ mail, ...outgoing }) => ({ ...outgoing, mail: JSON.stringify(mail) })))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** A letter for the outbox, and to whom. */
export interface OutgoingLetter {
  readonly kind: string
  readonly letterId: number
  readonly subscriberId: number | null
  readonly addressKey: string
  /** When the link in it ends. */
  readonly expiresAt: Date | null
  /** How many go in one request at most; large ones are few. */
  readonly atMost?: number
  /** Null for a letter that goes to nobody: it is settled as it is written. */
  readonly own: ReadersPart | null
}

/** What Resend takes in one request. */
const MOST_TOGETHER = 100

/** Puts letters into the outbox, in their order. @returns the id of the last one, when there is any. */
export async function insertLetters(db: Db, letters: readonly OutgoingLetter[]): Promise<number | undefined> {
  const { rows } = await sql<{ last: number | null }>`
    /* prepared insert-letters */
    with inserted as (
      insert into outbox (kind, letter_id, subscriber_id, address_key, expires_at, at_most, mail, not_before,
        created_at, status, settled_at)
      select given.*, now, now,
        case when mail is null then 'rejected' else 'queued' end, case when mail is null then now end
      from clock_now() as now, unnest(
        ${letters.map(({ kind }) => kind)}::text[],
        ${letters.map(({ letterId }) => letterId)}::int[],
        ${letters.map(({ subscriberId }) => subscriberId)}::bigint[],
        ${letters.map(({ addressKey }) => addressKey)}::text[],
        ${letters.map(({ expiresAt }) => expiresAt)}::timestamptz[],
        ${letters.map(({ atMost = MOST_TOGETHER }) => atMost)}::int[],
        ${letters.map(({ own }) => own && JSON.stringify(own))}::jsonb[]
      ) as given (kind, letter_id, subscriber_id, address_key, expires_at, at_most, mail)
      returning id
    )
    select max(id) as last from inserted`.execute(db)
  return rows[0]?.last ?? undefined
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
