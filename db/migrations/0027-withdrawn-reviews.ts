import { type Kysely, sql } from 'kysely'

/**
 * A review is withdrawn by a version that says so. The view goes on showing the newest version, whatever its
 * status, as that of comparisons does: who reads for readers asks for published ones. The indexes find the few
 * withdrawn ones, the words of quotes, the comparisons of a tool, and a tool by its name, among tens of thousands.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table review_version
      add column status text not null default 'published' check (status in ('published', 'withdrawn'));
    create or replace view current_review as
      select r.id, r.tool_id, r.reviewer_id, v.version, v.verdict, v.quote, v.recorded_at, v.recorded_by, v.status
      from review r cross join lateral (
        select * from review_version where review_id = r.id order by version desc limit 1) v;
    create index review_version_withdrawn on review_version (review_id) where status = 'withdrawn';
    create index review_version_words on review_version using gin (to_tsvector('simple', quote));
    create index tool_version_name on tool_version (lower(name));
    create index comparison_version_left on comparison_version (left_tool_id);
    create index comparison_version_right on comparison_version (right_tool_id)`.execute(db)
}
