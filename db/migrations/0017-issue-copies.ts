import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table issue_copy (
      id bigint generated always as identity primary key,
      issue_number int not null references issue,
      subscriber_id bigint not null,
      mail_id bigint not null,
      asked_at timestamptz not null default clock_now()
    );
    comment on table issue_copy is
      'Issues that an editor had sent once more to one subscriber: beside the ledger, never in it.';
    comment on column issue_copy.mail_id is 'Of the outbox, whose rows go after a while.';
    create index on issue_copy (issue_number);
    create index on issue_copy (subscriber_id)`.execute(db)
}
