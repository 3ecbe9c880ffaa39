import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A page keeps room for the next version of rows that are counted up hundreds of times a second.
  await sql`
    create unlogged table rate_limit (
      key text primary key,
      points int not null,
      expires_at timestamptz not null
    ) with (fillfactor = 70);
    comment on table rate_limit is
      'How much of a limit was used, where no Redis keeps it. Empty after a crash, which does no harm.';
    comment on column rate_limit.key is 'The limit, and a keyed hash of the address or network it is about.'`.execute(
    db,
  )
}
