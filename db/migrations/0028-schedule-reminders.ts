import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table schedule_reminder (
      issue_number int not null references issue on delete cascade,
      planned_for timestamptz not null,
      ahead text not null check (ahead in ('day', 'hour')),
      primary key (issue_number, planned_for, ahead)
    );
    comment on table schedule_reminder is 'Each time before a week’s time at which its editors were told that nobody has scheduled its draft.'`.execute(
    db,
  )
}
