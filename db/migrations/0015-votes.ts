import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table vote add column counts boolean not null default false;
    comment on column vote.counts is
      'Whether its subscriber is confirmed. Kept by triggers, so that votes are counted without reading them.';
    update vote set counts = true from subscriber
    where subscriber.id = vote.subscriber_id and subscriber.status = 'confirmed';
    create index vote_counted on vote (tool_id, verdict) where counts`.execute(db)

  await sql`
    create function note_whether_vote_counts() returns trigger language plpgsql as $$
    begin
      -- Locked: whoever confirms or leaves at this moment does so before or after, not in between.
      select status = 'confirmed' into new.counts from subscriber where id = new.subscriber_id for share;
      return new;
    end $$;
    create trigger vote_counts before insert on vote
    for each row execute function note_whether_vote_counts()`.execute(db)

  await sql`
    create function note_whether_votes_count() returns trigger language plpgsql as $$
    begin
      update vote set counts = (new.status = 'confirmed') where subscriber_id = new.id;
      return null;
    end $$;
    create trigger subscriber_votes after update of status on subscriber
    for each row when ((old.status = 'confirmed') <> (new.status = 'confirmed'))
    execute function note_whether_votes_count()`.execute(db)
}
