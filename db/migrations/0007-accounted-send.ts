import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table batch rename to old_batch;
    alter table old_batch rename constraint batch_pkey to old_batch_pkey;
    alter table old_batch rename constraint batch_key_key to old_batch_key_key;
    alter index batch_unfinished rename to old_batch_unfinished;
    alter table delivery rename to old_delivery;
    alter table old_delivery rename constraint delivery_pkey to old_delivery_pkey;
    alter index delivery_batch rename to old_delivery_batch`.execute(db)

  await sql`
    create table batch (
      issue_number int not null,
      number int not null check (number > 0),
      split_from int,
      refused_since timestamptz,
      key text not null default gen_random_uuid()::text,
      status text not null default 'prepared' check (status in
        ('prepared', 'submitting', 'accepted', 'rejected', 'unknown', 'split', 'parked', 'cancelled')),
      fence int not null default 0,
      lease_until timestamptz,
      attempts int not null default 0,
      last_attempt_at timestamptz,
      pinned_at timestamptz,
      body_sha256 bytea,
      provider text,
      not_before timestamptz,
      last_error text,
      settled_at timestamptz,
      settled_by text check (settled_by in ('answer', 'webhook', 'editor')),
      primary key (issue_number, number),
      unique (issue_number, key),
      check ((status = 'submitting') = (lease_until is not null)),
      check ((split_from is null) = (refused_since is null)),
      check (status <> 'unknown' or (pinned_at is not null and body_sha256 is not null)),
      check (status not in ('prepared', 'rejected', 'split', 'cancelled') or pinned_at is null),
      check ((status in ('accepted', 'rejected', 'split', 'cancelled')) = (settled_at is not null)),
      check ((settled_by is not null) = (status = 'accepted'))
    ) partition by list (issue_number);
    comment on column batch.split_from is 'The refused batch that this one is a half of.';
    comment on column batch.refused_since is 'When the first batch that this one was split from was refused.';
    comment on column batch.fence is 'Counts the claims: only the newest claim may record what became of it.';
    comment on column batch.pinned_at is
      'When the first request left that may have been accepted: from then on bytes and key are pinned.';
    comment on column batch.body_sha256 is 'The SHA-256 of the pinned bytes.';
    comment on column batch.provider is 'Who was sent the pinned bytes.';
    create index batch_open on batch (issue_number, number)
      where status in ('prepared', 'submitting', 'unknown');
    create index batch_half on batch (issue_number) where split_from is not null;

    create table delivery (
      issue_number int not null,
      subscriber_id bigint not null,
      address text not null,
      token_version int not null,
      state text not null check (state in ('excluded', 'to-send', 'accepted', 'rejected', 'unknown')),
      exclusion text check (exclusion in ('suppressed', 'ended', 'address-changed', 'cancelled')),
      batch_number int,
      provider_id text,
      rejection text,
      settled_at timestamptz,
      delivered_at timestamptz,
      delayed_at timestamptz,
      bounced_at timestamptz,
      bounce text check (bounce in ('hard', 'soft')),
      complained_at timestamptz,
      opened_at timestamptz,
      clicked_at timestamptz,
      failed_at timestamptz,
      suppressed_at timestamptz,
      failure text,
      primary key (issue_number, subscriber_id),
      check ((state = 'excluded') = (exclusion is not null)),
      check (provider_id is null or state = 'accepted'),
      check ((state = 'rejected') = (rejection is not null)),
      check (state = 'excluded' or batch_number is not null),
      check ((state in ('to-send', 'unknown')) = (settled_at is null)),
      check ((bounced_at is null) = (bounce is null))
    ) partition by list (issue_number);
    comment on table delivery is 'The ledger: one row for one issue and one subscriber, and one state in it.';
    comment on column delivery.failure is 'Why Resend failed, bounced or suppressed an accepted mail, in its words.';
    create index delivery_batch on delivery (issue_number, batch_number)`.execute(db)

  // What was unknown has no hash to hold a retry to, so it is parked.
  await sql`
    do $$ declare issue int; begin
      for issue in select distinct issue_number from old_batch union select distinct issue_number from old_delivery loop
        execute format('create table batch_%s partition of batch for values in (%s)', issue, issue);
        execute format('create table delivery_%s partition of delivery for values in (%s)', issue, issue);
        execute format('alter table delivery_%s set (fillfactor = 60)', issue);
      end loop;
    end $$;
    insert into batch (issue_number, number, key, status, fence, last_attempt_at, not_before, last_error,
      settled_at, settled_by)
    select issue_number, number, key,
      case when status in ('unknown', 'submitting') and attempted_at is not null then 'parked'
        when status = 'submitting' then 'prepared' else status end,
      fence, attempted_at, not_before, last_error, settled_at, case when status = 'accepted' then 'answer' end
    from old_batch;
    insert into delivery (issue_number, subscriber_id, address, token_version, state, exclusion, batch_number,
      provider_id, rejection, settled_at)
    select old.issue_number, subscriber_id, address, token_version,
      case when state = 'to-send' and batch.status = 'parked' then 'unknown' else state end,
      exclusion, batch_number, provider_id, rejection, old.settled_at
    from old_delivery old
    left join batch on batch.issue_number = old.issue_number and batch.number = old.batch_number;
    drop table old_delivery;
    drop table old_batch;

    create table batch_resolution (
      issue_number int not null,
      batch_number int not null,
      key text not null,
      resolved_as text not null check (resolved_as in ('sent', 'unsent')),
      resolved_at timestamptz not null default clock_now(),
      primary key (issue_number, batch_number, key)
    );
    comment on table batch_resolution is 'What editors decided about parked batches.'`.execute(db)

  await sql`
    alter table frozen_issue add column provider text;
    comment on column frozen_issue.provider is 'Through whom the issue is sent; set when it is frozen.';
    alter table send_rate
      add column mails_slot timestamptz not null default '-infinity',
      add column allowed_per_second float8,
      add column unknowns int not null default 0,
      add column probe_until timestamptz not null default '-infinity';
    comment on column send_rate.mails_slot is 'When the share that is reserved for small mails has its next slot.';
    comment on column send_rate.allowed_per_second is 'What Resend''s answers say it allows; null before the first.';
    comment on column send_rate.unknowns is 'How many answers in a row left the outcome unknown.';
    comment on column send_rate.probe_until is 'While Resend does not answer: until when one request has the probe.';
    alter table installation
      add column system_identifier text,
      add column timeline int,
      add column database text;
    comment on column installation.system_identifier is
      'The PostgreSQL cluster that this database was last seen in; another one means it was copied or restored.'`.execute(
    db,
  )
}
