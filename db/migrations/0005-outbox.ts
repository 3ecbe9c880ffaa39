import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table outbox (
      id bigint generated always as identity primary key,
      kind text not null,
      subscriber_id bigint references subscriber,
      address_key text not null,
      expires_at timestamptz,
      key text not null unique default gen_random_uuid()::text,
      mail jsonb,
      status text not null default 'queued' check (status in
        ('queued', 'submitting', 'accepted', 'rejected', 'unknown')),
      fence int not null default 0,
      lease_until timestamptz,
      attempts int not null default 0,
      not_before timestamptz not null default clock_now(),
      maybe_accepted_at timestamptz,
      provider_id text,
      last_error text,
      created_at timestamptz not null default clock_now(),
      settled_at timestamptz,
      check ((status = 'submitting') = (lease_until is not null)),
      check ((status = 'accepted') = (provider_id is not null)),
      check ((status in ('queued', 'submitting')) = (mail is not null)),
      check ((status in ('queued', 'submitting')) = (settled_at is null))
    );
    comment on table outbox is 'Small mails, each sent with the same care as an issue.';
    comment on column outbox.mail is 'The whole mail, address and links in it; erased once settled.';
    comment on column outbox.expires_at is 'When the links in it end, and there is no point in sending it.';
    comment on column outbox.maybe_accepted_at is 'The first attempt that may have been accepted.';
    create index outbox_due on outbox (not_before) where status in ('queued', 'submitting')`.execute(db)

  await sql`
    create table send_rate (
      only_row boolean primary key default true check (only_row),
      next_slot timestamptz not null default '-infinity'
    );
    comment on table send_rate is 'The one rate at which every process calls Resend: when the next call may start.';
    insert into send_rate default values`.execute(db)
}
