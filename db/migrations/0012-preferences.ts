import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table selection (
      id int generated always as identity primary key,
      categories int[],
      frequency text not null check (frequency in ('weekly', 'monthly')),
      format text not null check (format in ('html', 'text')),
      check (cardinality(categories) > 0)
    );
    create unique index selection_of on selection (coalesce(categories, '{}'), frequency, format);
    comment on table selection is
      'What subscribers choose of an issue; those who choose the same share a row, and an edition of each issue.';
    comment on column selection.categories is 'In ascending order; null for all of them, new ones too.';
    insert into selection (categories, frequency, format) values (null, 'weekly', 'html')`.execute(db)

  await sql`
    alter table subscriber
      add column selection_id int not null default 1 references selection,
      add column paused_until date,
      add column preferences_version int not null default 0;
    comment on column subscriber.paused_until is 'The day from which they are mailed again.';
    comment on column subscriber.preferences_version is
      'Counts the changes, so that what is saved from a page that is out of date is noticed.'`.execute(db)

  await sql`
    alter table consent
      add column issue_number int references issue,
      add column reason text,
      drop constraint consent_kind_check,
      add check (kind in ('requested', 'confirmed', 'imported', 'ended', 'undone', 'moved'));
    comment on column consent.issue_number is 'The issue whose mail carried the link.';
    comment on column consent.reason is 'Why they left, in their words.';
    update consent set issue_number = issue.number, source = split_part(source, ',', 1)
    from issue
    where kind = 'ended' and source ~ ', issue \\d{1,9}$'
      and issue.number = substring(source from ', issue (\\d{1,9})$')::int`.execute(db)
}
