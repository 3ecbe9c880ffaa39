import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table issue (
      number int primary key check (number > 0),
      status text not null default 'draft' check (status in
        ('draft', 'scheduled', 'preparing', 'sending', 'paused', 'held', 'sent', 'cancelled')),
      subject text not null,
      intro text not null,
      send_at timestamptz,
      time_zone text,
      held_because text,
      created_at timestamptz not null default clock_now(),
      sent_at timestamptz,
      check ((send_at is null) = (time_zone is null)),
      check (status not in ('scheduled', 'preparing', 'sending', 'sent') or send_at is not null),
      check ((status = 'held') = (held_because is not null)),
      check ((status = 'sent') = (sent_at is not null))
    );
    create table issue_comparison (
      issue_number int not null references issue,
      position int not null check (position > 0),
      comparison_id int not null references comparison,
      primary key (issue_number, position),
      unique (issue_number, comparison_id)
    )`.execute(db)

  await sql`
    create table frozen_issue (
      issue_number int primary key references issue,
      subject text not null,
      mail_from text not null,
      reply_to text,
      list_id text not null,
      site_url text not null,
      link_key_id text not null,
      link_key bytea not null,
      frozen_at timestamptz not null default clock_now()
    );
    comment on table frozen_issue is 'All that the bytes of an issue''s mails depend on, beside its fragments.';
    create table fragment (
      issue_number int not null references frozen_issue on delete cascade,
      position int not null check (position > 0),
      kind text not null check (kind in ('frame-head', 'comparison', 'frame-foot')),
      html text not null,
      text text not null,
      primary key (issue_number, position)
    )`.execute(db)

  await sql`
    create table batch (
      issue_number int not null references issue,
      number int not null check (number > 0),
      key text not null unique default gen_random_uuid()::text,
      status text not null default 'prepared' check (status in
        ('prepared', 'submitting', 'accepted', 'unknown', 'cancelled')),
      fence int not null default 0,
      lease_until timestamptz,
      attempted_at timestamptz,
      not_before timestamptz,
      last_error text,
      settled_at timestamptz,
      primary key (issue_number, number),
      check ((status = 'submitting') = (lease_until is not null)),
      check (status not in ('accepted', 'unknown') or attempted_at is not null),
      check ((status in ('accepted', 'cancelled')) = (settled_at is not null))
    );
    comment on column batch.fence is 'Counts the claims: only the newest claim may record what became of it.';
    comment on column batch.attempted_at is 'The request under way, or the one whose outcome stands.';
    create index batch_unfinished on batch (issue_number, number) where status in ('prepared', 'submitting');

    create table delivery (
      issue_number int not null references issue,
      subscriber_id bigint not null references subscriber,
      address text not null,
      token_version int not null,
      state text not null check (state in ('excluded', 'to-send', 'accepted', 'rejected', 'unknown')),
      exclusion text check (exclusion in ('suppressed', 'ended', 'address-changed')),
      batch_number int,
      provider_id text,
      rejection text,
      settled_at timestamptz,
      primary key (issue_number, subscriber_id),
      foreign key (issue_number, batch_number) references batch (issue_number, number),
      check ((state = 'excluded') = (exclusion is not null)),
      check ((state = 'accepted') = (provider_id is not null)),
      check ((state = 'rejected') = (rejection is not null)),
      check (state = 'excluded' or batch_number is not null),
      check ((state in ('to-send', 'unknown')) = (settled_at is null))
    );
    comment on table delivery is 'The ledger: one row for one issue and one subscriber, and one state in it.';
    create index delivery_batch on delivery (issue_number, batch_number)`.execute(db)
}
