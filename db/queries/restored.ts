import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/**
 * Holds every issue that could be sent without anybody having looked; one that is held already says the
 * new reason first. @returns their numbers.
 */
export async function holdRestoredIssues(db: Db): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    with reason as (
      select number, 'The database was restored or copied, so this may have been sent since. Find out, and decide '
        || 'what is parked; then let the issue go on.' as text
      from issue
    )
    update issue set
      status = 'held',
      held_because = concat_ws(' Before that it was held: ', reason.text, held_because)
    from reason
    where reason.number = issue.number
      and (status in ('scheduled', 'preparing', 'sending', 'paused')
        or (status = 'held' and not starts_with(held_because, reason.text)))
    returning issue.number`.execute(db)
  return rows.map(({ number }) => number).sort((a, b) => a - b)
}

/** Whoever has the database before them knows by themselves which issues are held: nobody is mailed of it. */
export async function forgetUntoldHolds(db: Db): Promise<void> {
  await db.deleteFrom('untoldHold').execute()
}

/**
 * Ends the small mails that were to be sent, and what they were gathered in: they may have been, since the
 * backup. @returns how many.
 */
export async function abandonMails(db: Db): Promise<number> {
  const ended = {
    settledAt: sql<Date>`clock_now()`,
    lastError: 'the database was restored or copied; it may have been sent since',
  }
  await db
    .updateTable('parcel')
    .set({ ...ended, status: 'parked', leaseUntil: null, notBefore: null })
    .where('status', 'in', ['submitting', 'unknown'])
    .execute()
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ ...ended, status: 'unknown', mail: null })
    .where('status', 'in', ['queued', 'gathered'])
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
