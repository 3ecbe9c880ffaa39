import { type Kysely, sql } from 'kysely'

/**
 * Every noun is two tables, the thing (what others point at) and its dated versions (what it says), and
 * a view that shows the newest version of each.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create domain slug as text check (value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(value) <= 100)`.execute(
    db,
  )
  await sql`create domain verdict as text check (value in ('ship', 'skip'))`.execute(db)

  await sql`
    create table category (id int generated always as identity primary key, slug slug not null unique);
    create table category_version (
      category_id int not null references category,
      version int not null check (version > 0),
      name text not null,
      recorded_at timestamptz not null default clock_now(),
      primary key (category_id, version)
    );
    create view current_category as
      select distinct on (c.id) c.id, c.slug, v.version, v.name, v.recorded_at
      from category c join category_version v on v.category_id = c.id
      order by c.id, v.version desc`.execute(db)

  await sql`
    create table reviewer (id int generated always as identity primary key, slug slug not null unique);
    create table reviewer_version (
      reviewer_id int not null references reviewer,
      version int not null check (version > 0),
      name text not null,
      perspective text not null,
      recorded_at timestamptz not null default clock_now(),
      primary key (reviewer_id, version)
    );
    create view current_reviewer as
      select distinct on (r.id) r.id, r.slug, v.version, v.name, v.perspective, v.recorded_at
      from reviewer r join reviewer_version v on v.reviewer_id = r.id
      order by r.id, v.version desc`.execute(db)

  await sql`
    create table tool (id int generated always as identity primary key, slug slug not null unique);
    create table tool_version (
      tool_id int not null references tool,
      version int not null check (version > 0),
      name text not null,
      tagline text not null,
      description text not null,
      category_id int not null references category,
      entry_price text not null,
      pricing_note text not null,
      recorded_at timestamptz not null default clock_now(),
      primary key (tool_id, version)
    );
    create view current_tool as
      select distinct on (t.id) t.id, t.slug, v.version, v.name, v.tagline, v.description, v.category_id,
        v.entry_price, v.pricing_note, v.recorded_at
      from tool t join tool_version v on v.tool_id = t.id
      order by t.id, v.version desc`.execute(db)

  await sql`
    create table review (
      id int generated always as identity primary key,
      tool_id int not null references tool,
      reviewer_id int not null references reviewer,
      unique (tool_id, reviewer_id)
    );
    create table review_version (
      review_id int not null references review,
      version int not null check (version > 0),
      verdict verdict not null,
      quote text not null,
      recorded_at timestamptz not null default clock_now(),
      primary key (review_id, version)
    );
    create view current_review as
      select distinct on (r.id) r.id, r.tool_id, r.reviewer_id, v.version, v.verdict, v.quote, v.recorded_at
      from review r join review_version v on v.review_id = r.id
      order by r.id, v.version desc`.execute(db)

  await sql`
    create table comparison (id int generated always as identity primary key, slug slug not null unique);
    create table comparison_version (
      comparison_id int not null references comparison,
      version int not null check (version > 0),
      left_tool_id int not null references tool,
      right_tool_id int not null references tool,
      bottom_line text not null,
      status text not null check (status in ('draft', 'published', 'withdrawn')),
      recorded_at timestamptz not null default clock_now(),
      primary key (comparison_id, version),
      check (left_tool_id <> right_tool_id)
    );
    create view current_comparison as
      select distinct on (c.id) c.id, c.slug, v.version, v.left_tool_id, v.right_tool_id, v.bottom_line,
        v.status, v.recorded_at
      from comparison c join comparison_version v on v.comparison_id = c.id
      order by c.id, v.version desc`.execute(db)
}
