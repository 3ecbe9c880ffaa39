import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table installation (
      only_row boolean primary key default true check (only_row),
      id text not null default substr(replace(gen_random_uuid()::text, '-', ''), 1, 16),
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`insert into installation default values`.execute(db)

  await sql`
    create table clock (
      only_row boolean primary key default true check (only_row),
      shift interval not null default '0'
    )`.execute(db)
  await sql`comment on table clock is 'Tests shift the time here; it stands at zero everywhere else.'`.execute(
    db,
  )
  await sql`insert into clock default values`.execute(db)
  await sql`
    create function clock_now() returns timestamptz language sql stable
    as 'select statement_timestamp() + shift from clock'`.execute(db)
}
