import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** A look at an issue before its time, for what it still wants. */
export interface IssueReminder {
  readonly issueNumber: number
  readonly status: 'draft' | 'scheduled'
  /** Of a draft, its week's time; of what is scheduled, when it goes out. */
  readonly dueAt: Date
  readonly ahead: 'day' | 'hour'
}

/** The issues that are waited for, with their time: no draft of a week that is skipped, and none while the rhythm is paused. */
const awaited = sql`(
  select number as issue_number, status, case status when 'draft' then planned_for else send_at end as due_at
  from issue
  where status = 'scheduled' or (
    status = 'draft' and exists (select from rhythm where not paused)
    and not exists (select from skipped_slot where slot = issue.planned_for)
  )
) as awaited`

/** The issues whose time is near and that have to be looked at: a day before, and an hour before, once each. */
export async function findRemindersDue(db: Db): Promise<IssueReminder[]> {
  const { rows } = await sql<IssueReminder>`
    select awaited.*, ahead
    from ${awaited}, lateral (
      select case when due_at <= clock_now() + interval '1 hour' then 'hour' else 'day' end as ahead
    ) as due
    where due_at > clock_now() and due_at <= clock_now() + interval '1 day'
      and not exists (
        select from issue_reminder as reminder
        where reminder.issue_number = awaited.issue_number and reminder.status = awaited.status
          and reminder.due_at = awaited.due_at and reminder.ahead = due.ahead
      )`.execute(db)
  return rows
}

/** @returns whether nobody has noted it before, and the issue is still waited for at that time. */
export async function noteReminder(
  db: Db,
  { issueNumber, status, dueAt, ahead }: IssueReminder,
): Promise<boolean> {
  const { rows } = await sql`
    insert into issue_reminder (issue_number, status, due_at, ahead)
    select issue_number, status, due_at, ${ahead} from ${awaited}
    where issue_number = ${issueNumber} and status = ${status} and due_at = ${dueAt}
    on conflict do nothing
    returning true`.execute(db)
  return rows.length > 0
}
