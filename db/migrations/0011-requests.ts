import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table subscriber add column request int not null default 0;
    comment on column subscriber.request is
      'Counts what was asked for by link: only the link of the newest request works.';
    -- Links that are in mailboxes already name the version of the reader''s tokens there.
    update subscriber set request = token_version where status = 'pending';
    create index subscriber_pending on subscriber (created_at) where status = 'pending'`.execute(db)

  // For who is forgotten: what they leave behind is found without reading everything.
  await sql`
    create index outbox_subscriber on outbox (subscriber_id);
    create index vote_subscriber on vote (subscriber_id)`.execute(db)
}
