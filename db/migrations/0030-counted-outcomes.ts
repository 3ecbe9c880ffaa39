import { type Kysely, sql } from 'kysely'

/**
 * Counts what webhooks say of a batch's deliveries on the batch, as it lands. No index does it: one on a column that
 * events set would have every event, and one on the state every acceptance, write all keys of its delivery anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table batch
      add column delivered int not null default 0,
      add column delayed int not null default 0,
      add column bounced_hard int not null default 0,
      add column bounced_soft int not null default 0,
      add column complained int not null default 0,
      add column failed int not null default 0;
    comment on column batch.delivered is 'How many of its mails were delivered, as webhooks say; so are the others.';
    comment on column batch.delayed is 'Of which nothing else was heard.';
    update batch set delivered = told.delivered, delayed = told.delayed, bounced_hard = told.bounced_hard,
      bounced_soft = told.bounced_soft, complained = told.complained, failed = told.failed
    from (
      select issue_number, batch_number,
        count(*) filter (where delivered_at is not null) as delivered,
        count(*) filter (where delayed_at is not null
          and coalesce(delivered_at, bounced_at, failed_at, suppressed_at) is null) as delayed,
        count(*) filter (where bounced_at is not null and bounce is distinct from 'soft') as bounced_hard,
        count(*) filter (where bounced_at is not null and bounce = 'soft') as bounced_soft,
        count(*) filter (where complained_at is not null) as complained,
        count(*) filter (where coalesce(failed_at, suppressed_at) is not null) as failed
      from delivery
      where coalesce(delivered_at, delayed_at, bounced_at, complained_at, failed_at, suppressed_at) is not null
      group by issue_number, batch_number
    ) as told
    where batch.issue_number = told.issue_number and batch.number = told.batch_number`.execute(db)
}
