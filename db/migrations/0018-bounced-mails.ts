import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Small mails that bounced are few, among all that webhooks say.
  await sql`
    create index delivery_event_bounced_mail on delivery_event (mail_id)
      where mail_id is not null and bounce is not null`.execute(db)
}
