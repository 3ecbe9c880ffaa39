import { type Kysely, sql } from 'kysely'

/** Sessions and codes have the columns that better-auth's schema asks for, under our names. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table editor (
      id int generated always as identity primary key,
      address text not null unique check (address = lower(address)),
      address_verified boolean not null default true,
      name text not null,
      role text not null check (role in ('reviewer', 'editor', 'owner')),
      reviewer_id int references reviewer,
      created_at timestamptz not null default clock_now(),
      updated_at timestamptz not null default clock_now(),
      removed_at timestamptz,
      check (role <> 'reviewer' or reviewer_id is not null)
    );
    comment on table editor is 'Who signs in at the desk.';
    comment on column editor.address_verified is 'Of no use here, but asked for: a code proves the address every time.';
    comment on column editor.reviewer_id is 'The seat whose reviews they write.';
    comment on column editor.removed_at is 'Since when they no longer sign in. What they did stays theirs.';

    create table editor_session (
      id int generated always as identity primary key,
      editor_id int not null references editor,
      token text not null unique,
      user_agent text,
      ip_address text check (ip_address is null or ip_address = ''),
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    comment on column editor_session.token is 'Worth nothing without the signature in its cookie.';
    comment on column editor_session.ip_address is 'Never kept.';
    create index on editor_session (editor_id);

    create table sign_in_code (
      id int generated always as identity primary key,
      identifier text not null unique,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    comment on table sign_in_code is 'Codes that were mailed and not used, hashed, and whose they are, hashed.'`.execute(
    db,
  )
}
