import { type Kysely, sql } from 'kysely'

/**
 * Who recorded a version at the desk; where a tool's price and claims can be checked, and when they last were.
 * The views find the newest version by its key, so that one thing is found without reading all of its kind.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const noun of ['category', 'reviewer', 'tool', 'review', 'comparison']) {
    await sql`
      alter table ${sql.table(`${noun}_version`)} add column recorded_by int references editor`.execute(db)
  }

  await sql`
    alter table tool_version
      add column price_source text,
      add column price_checked_on date;
    create table tool_claim (
      tool_id int not null,
      version int not null,
      position int not null check (position > 0),
      claim text not null,
      source text not null,
      checked_on date not null,
      primary key (tool_id, version, position),
      foreign key (tool_id, version) references tool_version
    );
    comment on table tool_claim is 'What a version of a tool claims, and where that can be checked.'`.execute(
    db,
  )

  await sql`
    create or replace view current_category as
      select c.id, c.slug, v.version, v.name, v.recorded_at, v.recorded_by
      from category c cross join lateral (
        select * from category_version where category_id = c.id order by version desc limit 1) v;
    create or replace view current_reviewer as
      select r.id, r.slug, v.version, v.name, v.perspective, v.recorded_at, v.recorded_by
      from reviewer r cross join lateral (
        select * from reviewer_version where reviewer_id = r.id order by version desc limit 1) v;
    create or replace view current_tool as
      select t.id, t.slug, v.version, v.name, v.tagline, v.description, v.category_id, v.entry_price,
        v.pricing_note, v.recorded_at, v.recorded_by, v.price_source, v.price_checked_on,
        (select coalesce(jsonb_agg(jsonb_build_object(
            'claim', claim, 'source', source, 'checkedOn', checked_on) order by position), '[]')
          from tool_claim where tool_id = t.id and version = v.version) as claims
      from tool t cross join lateral (
        select * from tool_version where tool_id = t.id order by version desc limit 1) v;
    create or replace view current_review as
      select r.id, r.tool_id, r.reviewer_id, v.version, v.verdict, v.quote, v.recorded_at, v.recorded_by
      from review r cross join lateral (
        select * from review_version where review_id = r.id order by version desc limit 1) v;
    create or replace view current_comparison as
      select c.id, c.slug, v.version, v.left_tool_id, v.right_tool_id, v.bottom_line, v.status,
        v.recorded_at, v.recorded_by
      from comparison c cross join lateral (
        select * from comparison_version where comparison_id = c.id order by version desc limit 1) v`.execute(
    db,
  )
}
