import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table vote add column issue_number int references issue on delete set null;
    comment on column vote.issue_number is
      'The issue whose mail carried the link it was cast by; null for none, and for votes from before this was kept.';
    create index vote_issue on vote (issue_number) where issue_number is not null;
    create index consent_ended_by_issue on consent (issue_number) where kind = 'ended' and issue_number is not null`.execute(
    db,
  )
}
