import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table subscriber (
      id bigint generated always as identity primary key,
      address text not null,
      address_key text not null unique,
      status text not null check (status in ('pending', 'confirmed', 'ended')),
      token_version int not null default 1,
      created_at timestamptz not null default clock_now(),
      confirmed_at timestamptz,
      ended_at timestamptz,
      check (status <> 'confirmed' or confirmed_at is not null),
      check ((status = 'ended') = (ended_at is not null))
    );
    comment on column subscriber.address is 'As typed: what mail is sent to.';
    comment on column subscriber.address_key is 'The normal form that two spellings of one address share.';
    create index subscriber_confirmed on subscriber (id) where status = 'confirmed'`.execute(db)

  await sql`
    create table consent (
      id bigint generated always as identity primary key,
      subscriber_id bigint not null references subscriber,
      kind text not null check (kind in ('requested', 'confirmed', 'imported', 'ended')),
      source text not null,
      statement text,
      recorded_at timestamptz not null default clock_now()
    );
    comment on column consent.source is 'The page, the link or the file it came from.';
    comment on column consent.statement is 'The words the reader saw, or what an importer says of the list.';
    create index on consent (subscriber_id)`.execute(db)

  await sql`
    create table suppression (
      id bigint generated always as identity primary key,
      address text not null,
      address_key text not null,
      reason text not null check (reason in ('hard-bounce', 'complaint', 'cleaned', 'manual')),
      note text,
      created_at timestamptz not null default clock_now(),
      lifted_at timestamptz
    );
    create unique index suppression_in_force on suppression (address_key) where lifted_at is null`.execute(db)

  await sql`
    create table vote (
      tool_id int not null references tool,
      subscriber_id bigint not null references subscriber,
      verdict verdict not null,
      cast_at timestamptz not null default clock_now(),
      primary key (tool_id, subscriber_id)
    )`.execute(db)
}
