import { type Kysely, sql } from 'kysely'

/**
 * What lists of content are filtered and searched by, beside the key of each version: so that ten thousand of them
 * are looked through without reading their texts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index tool_version_newest on tool_version (tool_id, version) include (name, category_id);
    create index review_version_newest on review_version (review_id, version) include (verdict, status);
    create index comparison_version_newest on comparison_version (comparison_id, version)
      include (status, left_tool_id, right_tool_id)`.execute(db)
}
