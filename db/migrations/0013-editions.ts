import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table edition (
      issue_number int not null references frozen_issue on delete cascade,
      number int not null check (number > 0),
      subject text not null,
      format text not null check (format in ('html', 'text')),
      fragments int[] not null check (cardinality(fragments) > 0),
      primary key (issue_number, number)
    );
    comment on table edition is 'What all readers of an issue with the same selection get; 1 is the whole issue.';
    comment on column edition.fragments is 'The positions of its fragments, in their order.'`.execute(db)

  // What is frozen already is one edition: its head and its foot are parts that fit every edition.
  await sql`
    alter table fragment
      add column comparison_id int references comparison,
      add column is_digest boolean not null default false,
      drop constraint fragment_kind_check;
    update fragment set kind = case kind when 'frame-head' then 'opening' when 'frame-foot' then 'foot' else kind end;
    update fragment set comparison_id = issue_comparison.comparison_id
    from issue_comparison
    where fragment.kind = 'comparison' and issue_comparison.issue_number = fragment.issue_number
      and issue_comparison.position = fragment.position - 1;
    alter table fragment add constraint fragment_kind_check
      check (kind in ('opening', 'head', 'contents-line', 'contents-end', 'comparison', 'foot'));
    comment on column fragment.comparison_id is
      'The comparison that it shows, or that an edition has to begin with; null where it fits every edition.';
    comment on column fragment.is_digest is 'Whether it is a part of what monthly readers get.';
    insert into edition (issue_number, number, subject, format, fragments)
    select issue_number, 1, subject, 'html', array(
      select position from fragment where fragment.issue_number = frozen_issue.issue_number order by position
    )
    from frozen_issue;
    alter table frozen_issue drop column subject, add column digest_month date unique;
    comment on column frozen_issue.digest_month is
      'The month whose verdicts go to monthly readers with this issue: of one month only once.'`.execute(db)

  // A partition that had this constraint before it was attached keeps its own when the parent loses it.
  await sql`
    do $$ declare part regclass; own name; begin
      for part in select 'delivery'::regclass union all
        select inhrelid from pg_inherits where inhparent = 'delivery'::regclass
      loop
        for own in select conname from pg_constraint
          where conrelid = part and pg_get_constraintdef(oid) like '%address-changed%'
        loop
          execute format('alter table %s drop constraint %I', part, own);
        end loop;
      end loop;
    end $$;
    alter table delivery
      add column edition_number int default 1,
      add check (exclusion in
        ('suppressed', 'paused', 'monthly', 'nothing-left', 'ended', 'address-changed', 'cancelled')),
      add check (state = 'excluded' or edition_number is not null);
    alter table delivery alter column edition_number drop default`.execute(db)
}
