import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table delivery_event (
      svix_id text not null,
      type text not null,
      occurred_at timestamptz not null,
      received_at timestamptz not null default clock_now(),
      applied_at timestamptz,
      email_id text,
      key text,
      issue_number int,
      subscriber_id bigint,
      mail_id bigint,
      bounce text check (bounce in ('hard', 'soft')),
      reason text,
      primary key (svix_id, occurred_at),
      check ((issue_number is null) = (subscriber_id is null)),
      check (issue_number is null or key is not null)
    ) partition by range (occurred_at);
    comment on table delivery_event is
      'What Resend''s webhooks said, each once. A repetition names the same time, so the key holds across partitions.';
    comment on column delivery_event.occurred_at is 'As the event says; the epoch when it says nothing readable.';
    comment on column delivery_event.applied_at is 'When it had its effect on the ledger, or was found to have none.';
    comment on column delivery_event.key is 'The key of the request, as the mail''s tags name it.';
    create index delivery_event_unapplied on delivery_event (received_at) where applied_at is null`.execute(
    db,
  )

  // Weeks begin on Monday, in UTC; strange dates, and weeks that nobody made, fall to the default.
  await sql`
    create table delivery_event_default partition of delivery_event default;
    do $$ declare monday date; begin
      for ahead in 0..8 loop
        monday := date_trunc('week', clock_now() at time zone 'UTC')::date + 7 * ahead;
        execute format('create table delivery_event_%s partition of delivery_event for values from (%L) to (%L)',
          to_char(monday, 'YYYYMMDD'), monday || ' 00:00+00', monday + 7 || ' 00:00+00');
      end loop;
    end $$`.execute(db)

  await sql`
    create table settled_account (
      issue_number int primary key references issue,
      audience int not null,
      excluded int not null,
      excluded_because jsonb not null,
      accepted int not null,
      rejected int not null,
      unknown int not null,
      settled_at timestamptz not null default clock_now(),
      check (audience = excluded + accepted + rejected + unknown)
    );
    comment on table settled_account is 'The accounts of issues whose part of the ledger was dropped for its age.'`.execute(
    db,
  )
}
