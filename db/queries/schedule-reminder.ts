import { sql } from 'kysely'
import type { Db } from '../connect.ts'
import type { ReminderAhead } from './approval-reminder.ts'

export interface ScheduleReminder {
  readonly issueNumber: number
  readonly plannedFor: Date
  readonly ahead: ReminderAhead
}

/**
 * The drafts of weeks whose time is near: a day before, and an hour before, once each. None of a week that is
 * skipped, and none while the rhythm is paused.
 */
export async function findScheduleRemindersDue(db: Db): Promise<ScheduleReminder[]> {
  const { rows } = await sql<ScheduleReminder>`
    select number as issue_number, planned_for, ahead
    from issue, rhythm, lateral (
      select case when planned_for <= clock_now() + interval '1 hour' then 'hour' else 'day' end as ahead
    ) as due
    where status = 'draft' and planned_for > clock_now() and planned_for <= clock_now() + interval '1 day'
      and not paused and not exists (select from skipped_slot where slot = issue.planned_for)
      and not exists (
        select from schedule_reminder as reminder
        where reminder.issue_number = number and reminder.planned_for = issue.planned_for
          and reminder.ahead = due.ahead
      )`.execute(db)
  return rows
}

/** @returns whether nobody has noted it before, and it is still the draft of that week. */
export async function noteScheduleReminder(
  db: Db,
  { issueNumber, plannedFor, ahead }: ScheduleReminder,
): Promise<boolean> {
  const { rows } = await sql`
    insert into schedule_reminder (issue_number, planned_for, ahead)
    select number, planned_for, ${ahead} from issue
    where number = ${issueNumber} and status = 'draft' and planned_for = ${plannedFor}
    on conflict do nothing
    returning true`.execute(db)
  return rows.length > 0
}
