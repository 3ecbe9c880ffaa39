import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pulse (
      only_row boolean primary key default true check (only_row),
      beat_at timestamptz not null default '-infinity'
    );
    comment on table pulse is 'When a worker last looked for work: how the others know that one is alive.';
    insert into pulse default values`.execute(db)
}
