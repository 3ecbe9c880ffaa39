import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table parcel (
      id bigint generated always as identity primary key,
      key text not null unique default gen_random_uuid()::text,
      status text not null default 'submitting' check (status in ('submitting', 'unknown', 'accepted', 'parked')),
      fence int not null default 1,
      lease_until timestamptz,
      attempts int not null default 1,
      last_attempt_at timestamptz,
      pinned_at timestamptz,
      body_sha256 bytea,
      provider text,
      not_before timestamptz,
      last_error text,
      created_at timestamptz not null default clock_now(),
      settled_at timestamptz,
      check ((status = 'submitting') = (lease_until is not null)),
      check ((status = 'unknown') = (not_before is not null)),
      check (status in ('submitting', 'parked') or pinned_at is not null),
      check ((pinned_at is null) = (body_sha256 is null)),
      check ((pinned_at is null) = (provider is null)),
      check ((status in ('accepted', 'parked')) = (settled_at is not null))
    );
    comment on table parcel is
      'Up to 100 small mails that go to Resend in one request, under one key; deleted once provably refused.';
    comment on column parcel.fence is 'Counts the claims: only the newest claim may record what became of it.';
    comment on column parcel.pinned_at is
      'When the first request left that may have been accepted: from then on mails and key are pinned.';
    comment on column parcel.body_sha256 is 'The SHA-256 of the pinned mails as JSON.';
    comment on column parcel.provider is 'Who was sent the pinned mails.';
    create index parcel_open on parcel (id) where status in ('submitting', 'unknown')`.execute(db)

  // A single mail went to another path of Resend's API, so its key says nothing there: what may have been
  // accepted can't be asked for again, and is unknown for good.
  await sql`
    alter table outbox
      add column parcel_id bigint references parcel,
      add column at_most int not null default 100 check (at_most between 1 and 100),
      drop constraint outbox_status_check,
      drop constraint outbox_check,
      drop constraint outbox_check1,
      drop constraint outbox_check2,
      drop constraint outbox_check3;
    drop index outbox_due;
    update outbox set status = 'unknown', mail = null, settled_at = clock_now(),
      last_error = coalesce(last_error, 'it was on its way when the program was upgraded')
    where status = 'submitting' or (status = 'queued' and maybe_accepted_at is not null);
    alter table outbox
      drop column key,
      drop column fence,
      drop column lease_until,
      drop column maybe_accepted_at,
      add constraint outbox_status_check check (status in ('queued', 'gathered', 'accepted', 'rejected', 'unknown')),
      add check (parcel_id is null or status <> 'queued'),
      add check (parcel_id is not null or status <> 'gathered'),
      add check (provider_id is null or status = 'accepted'),
      add check ((status in ('queued', 'gathered')) = (mail is not null)),
      add check ((status in ('queued', 'gathered')) = (settled_at is null));
    comment on column outbox.at_most is
      'The most mails it may be gathered with: halved whenever its parcel is refused, until it stands alone.';
    create index outbox_due on outbox (not_before, id) where status = 'queued';
    create index outbox_parcel on outbox (parcel_id) where parcel_id is not null`.execute(db)

  await sql`
    alter table send_rate
      add column caution float8 not null default 0,
      add column refused_at timestamptz not null default '-infinity';
    comment on column send_rate.caution is
      'How much wider slots were spread, as a share, when the rate was last exceeded; it wears off.';
    comment on column send_rate.refused_at is 'When Resend last said that the rate was exceeded.'`.execute(db)
}
