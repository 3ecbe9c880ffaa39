import { type Kysely, sql } from 'kysely'

/**
 * Categories, reviewers and tools are withdrawn by a version that says so, as reviews are. The indexes find the few
 * that are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const noun of ['category', 'reviewer', 'tool']) {
    const versions = sql.table(`${noun}_version`)
    await sql`
      alter table ${versions}
        add column status text not null default 'published' check (status in ('published', 'withdrawn'))`.execute(
      db,
    )
    await sql`
      create index ${sql.ref(`${noun}_version_withdrawn`)} on ${versions} (${sql.ref(`${noun}_id`)})
      where status = 'withdrawn'`.execute(db)
  }
  await sql`
    drop index tool_version_newest;
    create index tool_version_newest on tool_version (tool_id, version) include (name, category_id, status)`.execute(
    db,
  )
  await sql`
    create or replace view current_category as
      select c.id, c.slug, v.version, v.name, v.recorded_at, v.recorded_by, v.status
      from category c cross join lateral (
        select * from category_version where category_id = c.id order by version desc limit 1) v;
    create or replace view current_reviewer as
      select r.id, r.slug, v.version, v.name, v.perspective, v.recorded_at, v.recorded_by, v.status
      from reviewer r cross join lateral (
        select * from reviewer_version where reviewer_id = r.id order by version desc limit 1) v;
    create or replace view current_tool as
      select t.id, t.slug, v.version, v.name, v.tagline, v.description, v.category_id, v.entry_price,
        v.pricing_note, v.recorded_at, v.recorded_by, v.price_source, v.price_checked_on,
        (select coalesce(jsonb_agg(jsonb_build_object(
            'claim', claim, 'source', source, 'checkedOn', checked_on) order by position), '[]')
          from tool_claim where tool_id = t.id and version = v.version) as claims,
        v.status
      from tool t cross join lateral (
        select * from tool_version where tool_id = t.id order by version desc limit 1) v`.execute(db)
}
