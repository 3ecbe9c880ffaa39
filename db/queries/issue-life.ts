import { type ExpressionBuilder, sql } from 'kysely'
import type { IssueStatus } from '../../src/domain/issue.ts'
import { LATEST_START } from '../../src/domain/sending-rules.ts'
import type { Db } from '../connect.ts'
import type { Database } from '../schema.ts'
import { isApproved } from './approval.ts'
import { changed } from './changed.ts'
import { dropLedgerTables } from './ledger-tables.ts'

/** What a draft is: nothing planned, nothing held. */
export const DRAFT = { status: 'draft', sendAt: null, timeZone: null, heldBecause: null } as const

/** Whether an issue can still be edited: planned at most, or held before anything was frozen. */
export function isUnfrozen(eb: ExpressionBuilder<Database, 'issue'>) {
  const frozen = eb
    .selectFrom('frozenIssue')
    .select('issueNumber')
    .whereRef('frozenIssue.issueNumber', '=', 'issue.number')
  return eb.and([eb('status', 'in', ['draft', 'scheduled', 'held']), eb.not(eb.exists(frozen))])
}

/** Whether no request of an issue has left that may have been accepted. */
function nothingLeft(eb: ExpressionBuilder<Database, 'issue'>) {
  const sent = eb
    .selectFrom('batch')
    .select('number')
    .whereRef('batch.issueNumber', '=', 'issue.number')
    .where('batch.status', 'not in', ['prepared', 'cancelled'])
  return eb.not(eb.exists(sent))
}

/** @returns whether the issue was a draft, or scheduled for another time. */
export async function scheduleIssue(
  db: Db,
  issueNumber: number,
  time: { sendAt: Date | 'now'; timeZone: string },
): Promise<boolean> {
  return changed(
    db
      .updateTable('issue')
      .set({
        status: 'scheduled',
        sendAt: time.sendAt === 'now' ? sql<Date>`clock_now()` : time.sendAt,
        timeZone: time.timeZone,
      })
      .where('number', '=', issueNumber)
      .where('status', 'in', ['draft', 'scheduled']),
  )
}

/** Takes an issue back to draft while nothing of it was sent, and forgets what was prepared. */
export async function unscheduleIssue(db: Db, issueNumber: number): Promise<boolean> {
  const unscheduled = await changed(
    db
      .updateTable('issue')
      .set(DRAFT)
      .where('number', '=', issueNumber)
      .where('status', 'in', ['scheduled', 'preparing', 'held'])
      .where(nothingLeft),
  )
  if (unscheduled) {
    await dropLedgerTables(db, issueNumber)
    await db.deleteFrom('frozenIssue').where('issueNumber', '=', issueNumber).execute()
  }
  return unscheduled
}

/** Puts a draft aside: it is of no week, fills no more, and the form that began it begins another. */
export async function discardDraft(db: Db, issueNumber: number): Promise<void> {
  await db
    .updateTable('issue')
    .set({ status: 'discarded', plannedFor: null, gathers: false, begunAs: null })
    .where('number', '=', issueNumber)
    .execute()
}

/** The scheduled issues whose preparation should begin: due within the time ahead, or overdue; or the approved of them. */
export async function findIssuesToPrepare(
  db: Db,
  ahead: string,
  { approved = false } = {},
): Promise<number[]> {
  const rows = await db
    .selectFrom('issue')
    .select('number')
    .where('status', '=', 'scheduled')
    .where('sendAt', '<=', sql<Date>`clock_now() + ${ahead}::interval`)
    .$if(approved, (query) => query.where(isApproved))
    .orderBy('sendAt')
    .execute()
  return rows.map((row) => row.number)
}

/** Moves an issue from one status to the next; false when it was not, or no longer, in that status. */
export async function moveIssue(
  db: Db,
  number: number,
  from: IssueStatus,
  to: IssueStatus,
): Promise<boolean> {
  return changed(
    db
      .updateTable('issue')
      .set({ status: to, heldBecause: null })
      .where('number', '=', number)
      .where('status', '=', from),
  )
}

/** Holds an issue until an editor has seen to what stopped it. */
export async function holdIssue(db: Db, number: number, because: string): Promise<boolean> {
  return changed(
    db
      .updateTable('issue')
      .set({ status: 'held', heldBecause: because })
      .where('number', '=', number)
      .where('status', 'in', ['scheduled', 'preparing', 'sending']),
  )
}

/** Starts the prepared issues whose time has come. @returns their numbers. */
export async function startDueIssues(db: Db): Promise<number[]> {
  const rows = await db
    .updateTable('issue')
    .set({ status: 'sending' })
    .where('status', '=', 'preparing')
    .where('sendAt', '<=', sql<Date>`clock_now()`)
    .returning('number')
    .execute()
  return rows.map((row) => row.number)
}

/** Holds the issues that missed their time by too much to go out unasked. @returns their numbers. */
export async function holdMissedIssues(db: Db): Promise<number[]> {
  const rows = await db
    .updateTable('issue')
    .set({
      status: 'held',
      heldBecause: sql<string>`'It missed its time by more than ' || ${LATEST_START}::text || '. Send it now, or choose another time.'`,
    })
    .where('status', 'in', ['scheduled', 'preparing'])
    .where('sendAt', '<', sql<Date>`clock_now() - ${LATEST_START}::interval`)
    .returning('number')
    .execute()
  return rows.map((row) => row.number)
}

/** Holds the issues whose time has come and that nobody approved. @returns their numbers. */
export async function holdUnapprovedIssues(db: Db): Promise<number[]> {
  const rows = await db
    .updateTable('issue')
    .set({
      status: 'held',
      heldBecause: 'It was not approved by its time. Approve it, then schedule it anew or send it now.',
    })
    .where('status', '=', 'scheduled')
    .where('sendAt', '<=', sql<Date>`clock_now()`)
    .where((eb) => eb.not(isApproved(eb)))
    .returning('number')
    .execute()
  return rows.map((row) => row.number)
}

/** Holds the issues in flight that were begun through another provider. @returns their numbers. */
export async function holdForeignIssues(db: Db, provider: string): Promise<number[]> {
  const rows = await db
    .updateTable('issue')
    .from('frozenIssue')
    .set((eb) => ({
      status: 'held',
      heldBecause: sql<string>`'It was begun through ' || ${eb.ref('frozenIssue.provider')} || ', and now mails go through '
        || ${provider}::text || '. Let it go on, and it does so there.'`,
    }))
    .whereRef('frozenIssue.issueNumber', '=', 'issue.number')
    .where('issue.status', 'in', ['preparing', 'sending'])
    .where('frozenIssue.provider', '<>', provider)
    .returning('issue.number')
    .execute()
  return rows.map((row) => row.number)
}

/** A sent issue of which something turned out not to be sent is being sent again. */
export async function reopenIssue(db: Db, issueNumber: number): Promise<void> {
  await db
    .updateTable('issue')
    .set({ status: 'sending', sentAt: null })
    .where('number', '=', issueNumber)
    .where('status', '=', 'sent')
    .execute()
}

/** Lets an issue go on through this provider. */
export async function bindIssue(db: Db, issueNumber: number, provider: string): Promise<void> {
  await db.updateTable('frozenIssue').set({ provider }).where('issueNumber', '=', issueNumber).execute()
}

/** The issue that began to go out last, of those that nobody stopped. */
export async function findLatestIssue(db: Db): Promise<number | undefined> {
  const row = await db
    .selectFrom('issue')
    .select('number')
    .where('status', 'in', ['sending', 'sent'])
    .orderBy('sendAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number
}

/** Leaves what monthly readers get to another issue. */
export async function releaseDigest(db: Db, issueNumber: number): Promise<void> {
  await db
    .updateTable('frozenIssue')
    .set({ digestMonth: null })
    .where('issueNumber', '=', issueNumber)
    .execute()
}

/**
 * Ends the issues with nothing left to send, and nothing unknown but what is parked. While something is parked, a paused
 * one stays so: what an editor decides to send again waits for the press that lets it go on.
 *
 * @returns their numbers.
 */
export async function finishIssues(db: Db): Promise<number[]> {
  const rows = await db
    .updateTable('issue')
    .set({ status: 'sent', sentAt: sql<Date>`clock_now()` })
    .where('status', 'in', ['sending', 'paused'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('batch')
            .select('number')
            .whereRef('batch.issueNumber', '=', 'issue.number')
            .where((batch) =>
              batch.or([
                batch('batch.status', 'in', ['prepared', 'submitting', 'unknown']),
                batch.and([batch('batch.status', '=', 'parked'), batch('issue.status', '=', 'paused')]),
              ]),
            ),
        ),
      ),
    )
    .returning('number')
    .execute()
  return rows.map((row) => row.number)
}
