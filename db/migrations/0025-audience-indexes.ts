import { type Kysely, sql } from 'kysely'

/** To count an audience without reading it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index subscriber_audience on subscriber (selection_id) where status = 'confirmed';
    create index subscriber_paused on subscriber (paused_until) where paused_until is not null`.execute(db)
}
