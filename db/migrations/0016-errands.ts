import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table errand (
      id bigint generated always as identity primary key,
      subscriber_id bigint not null references subscriber,
      kind text not null check (kind in ('download', 'erase', 'move', 'adopt')),
      address text,
      address_key text,
      created_at timestamptz not null default clock_now(),
      expires_at timestamptz not null,
      unique (subscriber_id, kind),
      check ((address is not null) = (kind in ('move', 'adopt'))),
      check ((address_key is null) = (address is null))
    );
    comment on table errand is
      'What subscribers asked for and have yet to confirm from a mail. What is done, or replaced, is deleted.';
    comment on column errand.address is 'The new one, where the subscription is to move.'`.execute(db)

  await sql`
    alter table subscriber add column moved_to bigint references subscriber;
    comment on column subscriber.moved_to is
      'Of an address that its owner moved away from: where the subscription is now, which their old links end.';
    create index subscriber_moved on subscriber (moved_to) where moved_to is not null`.execute(db)

  // An erased address is a hash that holds no @: wherever an address can stand, one tells it from an address.
  await sql`
    alter table installation add column salt bytea not null
      default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
    comment on column installation.salt is 'What erased addresses are hashed with.';
    create function erased_key(key text, salt bytea) returns text language sql stable
      as $$ select '#' || encode(sha256(salt || convert_to(key, 'UTF8')), 'hex') $$;

    alter table suppression
      drop constraint suppression_reason_check,
      add check (reason in ('hard-bounce', 'complaint', 'cleaned', 'manual', 'erased')),
      add check (reason <> 'erased' or strpos(address_key, '@') = 0);
    comment on column suppression.address_key is 'Or, once it was erased, its hash.';

    create table erasure (
      subscriber_id bigint primary key,
      hash text not null,
      requested_at timestamptz not null default clock_now(),
      finished_at timestamptz
    );
    comment on table erasure is
      'Who was erased. Until it is finished, addresses may be sealed: in requests that may have to be repeated.';
    create index erasure_open on erasure (subscriber_id) where finished_at is null`.execute(db)

  // A sealed mail outlives its subscriber for a while.
  await sql`
    alter table outbox drop constraint outbox_subscriber_id_fkey;
    create index outbox_to_others on outbox (id) where subscriber_id is null or kind = 'errand-adopt'`.execute(
    db,
  )

  // What webhooks said of one reader is found without reading everything.
  await sql`
    create index delivery_event_subscriber on delivery_event (subscriber_id) where subscriber_id is not null;
    create index delivery_event_mail on delivery_event (mail_id) where mail_id is not null`.execute(db)
}
