import type pg from 'pg'

/** Forward only: a step that has landed is never edited, later shapes are further steps. */
const steps: readonly string[] = [
  `
  -- Narrow, so that a search reads some 40 MB for 100,000 mails and not their bodies.
  create table mailbox.mail (
    seq bigint generated always as identity primary key,
    id uuid not null unique,
    created_at timestamptz not null,
    sender text not null,
    recipients text[] not null,
    subject text not null,
    searchable text not null
  );
  create table mailbox.content (
    seq bigint primary key references mailbox.mail on delete cascade,
    cc text[],
    bcc text[],
    reply_to text[],
    headers json not null,
    tags json not null,
    html text,
    text text
  );
  create table mailbox.answered_request (
    idempotency_key text primary key,
    body_hash bytea not null,
    answer json not null,
    answered_at timestamptz not null
  );
  -- lz4 takes a quarter of the time of the default; servers older than 14 or built without it keep that.
  do $$ begin
    execute 'alter table mailbox.content alter html set compression lz4, alter text set compression lz4';
  exception when feature_not_supported or syntax_error or invalid_parameter_value then null;
  end $$;
  `,
  `
  create table mailbox.webhook (
    mail_seq bigint references mailbox.mail on delete cascade,
    id bigint generated always as identity,
    svix_id uuid not null default gen_random_uuid(),
    type text not null,
    detail json,
    created_at timestamptz not null,
    copies int not null,
    attempts int not null default 0,
    last_answer text,
    delivered_at timestamptz,
    -- Null: delivered or given up. Infinity: held.
    next_at timestamptz,
    primary key (mail_seq, id)
  );
  create index webhook_due on mailbox.webhook (next_at, id) where next_at is not null;
  `,
]

const SCHEMA_LOCK = 7_262_014_533

/** Makes the schema `mailbox`, or brings it up to date. Processes that start at once wait for each other. */
export async function createSchema(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK])
    await client.query('create schema if not exists mailbox')
    await client.query('create table if not exists mailbox.step (number int primary key)')
    const { rows } = await client.query('select count(*)::int as done from mailbox.step')
    for (const [index, step] of steps.entries()) {
      if (index < rows[0].done) continue
      await client.query(step)
      await client.query('insert into mailbox.step values ($1)', [index + 1])
    }
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
