import { type Kysely, sql } from 'kysely'

/** One table for both kinds of reminders, which are found and noted alike. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table issue_reminder (
      issue_number int not null references issue on delete cascade,
      status text not null check (status in ('draft', 'scheduled')),
      due_at timestamptz not null,
      ahead text not null check (ahead in ('day', 'hour')),
      primary key (issue_number, status, due_at, ahead)
    );
    comment on table issue_reminder is 'Each time before an issue’s time at which it was looked at whether its editors have to be told what it still wants.';
    comment on column issue_reminder.due_at is 'Of a draft, its week’s time; of what is scheduled, when it goes out.';
    insert into issue_reminder
      select issue_number, 'draft', planned_for, ahead from schedule_reminder
      union all select issue_number, 'scheduled', send_at, ahead from approval_reminder;
    drop table schedule_reminder;
    drop table approval_reminder`.execute(db)
}
