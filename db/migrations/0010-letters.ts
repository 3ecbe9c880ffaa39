import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table letter (
      id int generated always as identity primary key,
      mail text not null,
      created_at timestamptz not null default clock_now(),
      exclude using hash (mail with =)
    );
    comment on table letter is 'Small mails as they are for everybody: what thousands of rows of the outbox share.';
    comment on column letter.mail is 'JSON, with a gap where the reader''s token goes and without their address.';
    alter table outbox add column letter_id int references letter;
    comment on column outbox.mail is
      'The whole mail, or of a letter what is the reader''s own: to and token; erased once settled.'`.execute(
    db,
  )
}
