import { sql } from 'kysely'
import type { Db } from '../connect.ts'

/** How long before an issue's time its editors are told what it still wants. */
export type ReminderAhead = 'day' | 'hour'

export interface ReminderDue {
  readonly issueNumber: number
  readonly sendAt: Date
  readonly ahead: ReminderAhead
}

/** The scheduled issues whose approval has to be looked at: a day before, and an hour before, once each. */
export async function findRemindersDue(db: Db): Promise<ReminderDue[]> {
  const { rows } = await sql<ReminderDue>`
    select number as issue_number, send_at, ahead
    from issue, lateral (
      select case when send_at <= clock_now() + interval '1 hour' then 'hour' else 'day' end as ahead
    ) as due
    where status = 'scheduled' and send_at > clock_now() and send_at <= clock_now() + interval '1 day'
      and not exists (
        select from approval_reminder as reminder
        where reminder.issue_number = number and reminder.send_at = issue.send_at and reminder.ahead = due.ahead
      )`.execute(db)
  return rows
}

/** @returns whether nobody has noted it before, and the issue is still scheduled for that time. */
export async function noteReminder(
  db: Db,
  { issueNumber, sendAt, ahead }: ReminderDue,
  wasNeeded: boolean,
): Promise<boolean> {
  const { rows } = await sql`
    insert into approval_reminder (issue_number, send_at, ahead, was_needed)
    select number, send_at, ${ahead}, ${wasNeeded} from issue
    where number = ${issueNumber} and status = 'scheduled' and send_at = ${sendAt}
    on conflict do nothing
    returning true`.execute(db)
  return rows.length > 0
}
