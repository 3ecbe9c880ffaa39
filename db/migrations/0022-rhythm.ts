import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table rhythm (
      only_row boolean primary key default true check (only_row),
      weekday int not null check (weekday between 1 and 7),
      local_time time not null,
      time_zone text not null,
      paused boolean not null
    );
    comment on table rhythm is 'When the newsletter goes out, week after week; nothing where no editor has said so.';
    comment on column rhythm.weekday is '1 is Monday.';
    create table skipped_slot (
      slot timestamptz primary key,
      skipped_at timestamptz not null default clock_now()
    );
    comment on table skipped_slot is 'The moments of the rhythm at which there is no issue.'`.execute(db)

  await sql`
    alter table issue
      add column version int not null default 1 check (version > 0),
      add column preheader text check (preheader <> ''),
      add column planned_for timestamptz unique,
      add column gathers boolean not null default false,
      add column composed_at timestamptz not null default clock_now();
    update issue set composed_at = created_at;
    comment on column issue.version is 'Counts the edits.';
    comment on column issue.preheader is 'For every edition; null where each is made of what the edition begins with.';
    comment on column issue.planned_for is 'The slot of the rhythm whose issue it is: each has one at most.';
    comment on column issue.gathers is 'What is published goes into it by itself: no editor has touched its list yet.';
    comment on column issue.composed_at is 'When its list was last changed: what is published later is for the next one.'`.execute(
    db,
  )

  await sql`
    create index comparison_version_published on comparison_version (recorded_at) where status = 'published';
    create index issue_comparison_comparison on issue_comparison (comparison_id)`.execute(db)
}
