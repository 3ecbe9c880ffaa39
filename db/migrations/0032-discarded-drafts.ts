import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table issue
      drop constraint issue_status_check,
      add constraint issue_status_check check (status in
        ('draft', 'discarded', 'scheduled', 'preparing', 'sending', 'paused', 'held', 'sent', 'cancelled')),
      add check (status <> 'discarded' or (send_at is null and planned_for is null and not gathers)),
      add column begun_as uuid unique;
    comment on column issue.begun_as is 'Names the form that began it: pressed twice, it begins one.'`.execute(
    db,
  )
}
