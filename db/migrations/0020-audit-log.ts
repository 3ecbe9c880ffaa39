import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_entry (
      id bigint generated always as identity primary key,
      editor_id int references editor,
      source text not null check (source in ('desk', 'command', 'program')),
      kind text not null,
      subject text not null,
      detail text,
      recorded_at timestamptz not null default clock_now(),
      check ((source = 'desk') = (editor_id is not null))
    );
    comment on table audit_entry is 'Who did what: ids, no addresses. It grows and does not change.';
    create index on audit_entry (kind, subject)`.execute(db)

  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% only grows: % is refused', tg_table_name, lower(tg_op)
        using errcode = 'insufficient_privilege';
    end $$;
    create trigger audit_entry_only_grows before update or delete or truncate on audit_entry
    for each statement execute function refuse_change()`.execute(db)
}
