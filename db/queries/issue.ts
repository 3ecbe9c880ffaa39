import { sql } from 'kysely'
import type { Issue, IssueStatus } from '../../src/domain/issue.ts'
import type { Db } from '../connect.ts'

/** One issue, with the slugs of its comparisons in their order. */
export async function findIssue(db: Db, number: number): Promise<Issue | undefined> {
  return issues(db).where('issue.number', '=', number).executeTakeFirst()
}

/** Newest first. */
export async function listIssues(db: Db): Promise<Issue[]> {
  return issues(db).orderBy('issue.number', 'desc').execute()
}

function issues(db: Db) {
  return db
    .selectFrom('issue')
    .select(['number', 'status', 'subject', 'intro', 'sendAt', 'timeZone', 'heldBecause', 'sentAt'])
    .select((eb) =>
      eb
        .selectFrom('issueComparison')
        .innerJoin('comparison', 'comparison.id', 'issueComparison.comparisonId')
        .whereRef('issueComparison.issueNumber', '=', 'issue.number')
        .select(sql<string[]>`coalesce(array_agg(comparison.slug::text order by position), '{}')`.as('slugs'))
        .$asScalar()
        .$notNull()
        .as('comparisons'),
    )
}

/** Numbers are given out one by one and have no holes: two new issues at once wait for each other. */
export async function insertIssue(
  db: Db,
  { subject, intro }: { subject: string; intro: string },
): Promise<number> {
  await sql`lock table issue in share row exclusive mode`.execute(db)
  const { number } = await db
    .insertInto('issue')
    .values((eb) => ({
      subject,
      intro,
      number: eb.selectFrom('issue').select(sql<number>`coalesce(max(number), 0) + 1`.as('next')),
    }))
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

export async function setComparisons(db: Db, issueNumber: number, slugs: readonly string[]): Promise<void> {
  await db.deleteFrom('issueComparison').where('issueNumber', '=', issueNumber).execute()
  await sql`
    insert into issue_comparison (issue_number, position, comparison_id)
    select ${issueNumber}, wanted.position, comparison.id
    from unnest(${slugs}::text[]) with ordinality as wanted (slug, position)
    join comparison on comparison.slug = wanted.slug`.execute(db)
}

/** Changes an issue's words while it is not on its way; whatever was planned is a draft again. */
export async function updateDraft(
  db: Db,
  issueNumber: number,
  text: { subject?: string; intro?: string },
): Promise<boolean> {
  return moved(
    db
      .updateTable('issue')
      .set({ ...text, ...draft })
      .where('number', '=', issueNumber)
      .where('status', 'in', ['draft', 'scheduled']),
  )
}

const draft = { status: 'draft', sendAt: null, timeZone: null } as const

/** @returns whether the issue was a draft, or scheduled for another time. */
export async function scheduleIssue(
  db: Db,
  issueNumber: number,
  time: { sendAt: Date | 'now'; timeZone: string },
): Promise<boolean> {
  return moved(
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

/** Takes an issue back to draft before anything of it was sent, and forgets what was prepared. */
export async function unscheduleIssue(db: Db, issueNumber: number): Promise<boolean> {
  const unscheduled = await moved(
    db
      .updateTable('issue')
      .set(draft)
      .where('number', '=', issueNumber)
      .where('status', 'in', ['scheduled', 'preparing']),
  )
  if (unscheduled) {
    for (const table of ['delivery', 'batch', 'frozenIssue'] as const) {
      await db.deleteFrom(table).where('issueNumber', '=', issueNumber).execute()
    }
  }
  return unscheduled
}

/** The scheduled issues whose preparation should begin: due within the time ahead, or overdue. */
export async function findIssuesToPrepare(db: Db, ahead: string): Promise<number[]> {
  const rows = await db
    .selectFrom('issue')
    .select('number')
    .where('status', '=', 'scheduled')
    .where('sendAt', '<=', sql<Date>`clock_now() + ${ahead}::interval`)
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
  return moved(
    db
      .updateTable('issue')
      .set({ status: to, heldBecause: null })
      .where('number', '=', number)
      .where('status', '=', from),
  )
}

/** Holds an issue until an editor has seen to what stopped it. */
export async function holdIssue(db: Db, number: number, because: string): Promise<boolean> {
  return moved(
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

/** Ends the issues with nothing left to send and nothing unknown. @returns their numbers. */
export async function finishIssues(db: Db): Promise<number[]> {
  const rows = await db
    .updateTable('issue')
    .set({ status: 'sent', sentAt: sql<Date>`clock_now()` })
    .where('status', '=', 'sending')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('delivery')
            .select('subscriberId')
            .whereRef('delivery.issueNumber', '=', 'issue.number')
            .where('delivery.state', 'in', ['to-send', 'unknown']),
        ),
      ),
    )
    .returning('number')
    .execute()
  return rows.map((row) => row.number)
}

async function moved(update: { executeTakeFirst(): Promise<{ numUpdatedRows: bigint }> }): Promise<boolean> {
  return (await update.executeTakeFirst()).numUpdatedRows > 0n
}
