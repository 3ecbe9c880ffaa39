import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table approval_rule (
      only_row boolean primary key default true check (only_row),
      who text not null check (who in ('nobody', 'anybody', 'somebody-else'))
    );
    comment on table approval_rule is 'Who has to approve issues, where an owner decided it.';

    create table issue_approval (
      id bigint generated always as identity primary key,
      issue_number int not null references issue on delete cascade,
      editor_id int references editor,
      hash text not null,
      parts jsonb not null,
      votes jsonb not null,
      approved_at timestamptz not null default clock_now(),
      withdrawn_at timestamptz
    );
    comment on table issue_approval is 'Which bytes of an issue may go out. The newest of an issue counts, unless it is withdrawn.';
    comment on column issue_approval.editor_id is 'Null: it was approved from the command line.';
    comment on column issue_approval.hash is 'SHA-256 of the parts, in hexadecimal.';
    comment on column issue_approval.parts is 'The SHA-256 of each part, by its name: what tells which one changed.';
    comment on column issue_approval.votes is 'The community votes as approved, by the slugs of the tools.';
    create unique index on issue_approval (issue_number) where withdrawn_at is null;

    create table approval_reminder (
      issue_number int not null references issue on delete cascade,
      send_at timestamptz not null,
      ahead text not null check (ahead in ('day', 'hour')),
      was_needed boolean not null,
      primary key (issue_number, send_at, ahead)
    );
    comment on table approval_reminder is 'Each time before an issue at which its approval was looked at, once for each time it was scheduled for.';

    create table preflight_override (
      issue_number int not null references issue on delete cascade,
      line text not null,
      reason text not null,
      editor_id int references editor,
      overridden_at timestamptz not null default clock_now(),
      primary key (issue_number, line)
    );
    comment on column preflight_override.line is 'A hash of what the line said: it dies when the line changes.';
    comment on column preflight_override.editor_id is 'Null: it was overridden from the command line.';

    create table link_check (
      url text primary key,
      outcome text not null check (outcome in ('fine', 'gone', 'unsure', 'refused')),
      detail text not null,
      checked_at timestamptz not null default clock_now()
    );
    comment on table link_check is 'What the links of issues to come answered last.';
    create index on link_check (checked_at)`.execute(db)
}
