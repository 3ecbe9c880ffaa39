import { sql } from 'kysely'
import type { Mail } from '../../src/domain/mail.ts'
import type { Db } from '../connect.ts'
import { changed } from './changed.ts'

/** A small mail that this worker holds until its lease ends. */
export interface MailClaim {
  readonly id: number
  readonly fence: number
  readonly key: string
  readonly installation: string
  readonly mail: Mail
  readonly attempts: number
  /** Whether an earlier attempt may have been accepted. */
  readonly doubtful: boolean
  /** Why it must not be sent (again), where there is a reason. */
  readonly forbidden: 'too-late' | 'suppressed' | 'expired' | null
}

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

/** Takes a mail that is due, or one whose worker did not come back. */
export async function claimMail(
  db: Db,
  id: number,
  { lease, retryWindow }: { lease: string; retryWindow: string },
): Promise<MailClaim | undefined> {
  const { rows } = await sql<MailClaim>`
    update outbox set
      -- Whoever held it before may have sent it.
      maybe_accepted_at = coalesce(maybe_accepted_at, lease_until - ${lease}::interval),
      status = 'submitting', fence = fence + 1, attempts = attempts + 1,
      lease_until = clock_now() + ${lease}::interval
    from installation
    where outbox.id = ${id} and (
      (status = 'queued' and not_before <= clock_now()) or (status = 'submitting' and lease_until <= clock_now())
    )
    returning outbox.id, fence, key, installation.id as installation, mail, attempts,
      maybe_accepted_at is not null as doubtful,
      case
        when maybe_accepted_at + ${retryWindow}::interval <= clock_now() then 'too-late'
        -- A mail that may have been accepted is asked for again to the end: that sends nothing new.
        when maybe_accepted_at is not null then null
        when expires_at <= clock_now() then 'expired'
        when exists (
          select from suppression
          where suppression.address_key = outbox.address_key and suppression.lifted_at is null
        ) then 'suppressed'
      end as forbidden`.execute(db)
  return rows[0]
}

/** Renews the lease for the request that is about to leave; false when the claim was lost meanwhile. */
export async function renewMailLease(db: Db, claim: MailClaim, lease: string): Promise<boolean> {
  return changed(
    claimed(db, claim)
      .set({ leaseUntil: sql<Date>`clock_now() + ${lease}::interval` })
      .where('leaseUntil', '>', sql<Date>`clock_now()`),
  )
}

/** Records an acceptance, however late, and erases the mail. */
export async function recordMailAcceptance(db: Db, { id }: MailClaim, providerId: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ ...settled('accepted'), providerId, lastError: null })
    .where('id', '=', id)
    .execute()
}

/** Ends a mail that was refused for good, or of which nobody knows. */
export async function giveMailUp(
  db: Db,
  claim: MailClaim,
  { status, because }: { status: 'rejected' | 'unknown'; because: string },
): Promise<void> {
  await claimed(db, claim)
    .set({ ...settled(status), lastError: because })
    .execute()
}

/** Puts a mail back for another attempt; `doubtful` when this one may have been accepted. */
export async function retryMail(
  db: Db,
  claim: MailClaim,
  { waitMs, because, doubtful }: { waitMs: number; because: string; doubtful: boolean },
): Promise<void> {
  await claimed(db, claim)
    .set({
      status: 'queued',
      leaseUntil: null,
      notBefore: sql<Date>`clock_now() + ${waitMs} * interval '1 millisecond'`,
      lastError: because,
      ...(doubtful ? { maybeAcceptedAt: sql<Date>`coalesce(maybe_accepted_at, clock_now())` } : {}),
    })
    .execute()
}

/** The mails that can be sent now, oldest first. */
export async function findMailsToSend(db: Db, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('status', '=', 'queued').and('notBefore', '<=', sql<Date>`clock_now()`),
        eb('status', '=', 'submitting').and('leaseUntil', '<=', sql<Date>`clock_now()`),
      ]),
    )
    .orderBy('notBefore')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

function settled<Status extends string>(status: Status) {
  return { status, mail: null, leaseUntil: null, settledAt: sql<Date>`clock_now()` }
}

function claimed(db: Db, { id, fence }: MailClaim) {
  return db
    .updateTable('outbox')
    .where('id', '=', id)
    .where('status', '=', 'submitting')
    .where('fence', '=', fence)
}
