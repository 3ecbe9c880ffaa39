import { type RawBuilder, sql } from 'kysely'
import type {
  CategoryEntry,
  ComparisonEntry,
  ReviewEntry,
  ReviewerEntry,
  ToolEntry,
} from '../../src/domain/content-document.ts'
import type { Db } from '../connect.ts'

/** Whose versions they are; null: a command's. */
type EditorId = number | null

/** How many entries of a list became a first version, became a later one, or already were as given. */
export interface Saved {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

/** Holds other changes of the content back until the transaction ends. */
export async function lockContent(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('content', 0))`.execute(db)
}

/** The slugs of everything that content points at: as JSON, which is read faster than arrays. */
export async function readKnownSlugs(
  db: Db,
): Promise<Record<'categories' | 'reviewers' | 'tools', string[]>> {
  const { rows } = await sql<Record<'categories' | 'reviewers' | 'tools', string[]>>`
    select (select coalesce(json_agg(slug), '[]') from category) as categories,
      (select coalesce(json_agg(slug), '[]') from reviewer) as reviewers,
      (select coalesce(json_agg(slug), '[]') from tool) as tools`.execute(db)
  return rows[0]!
}

export async function saveCategories(
  db: Db,
  categories: readonly CategoryEntry[],
  by: EditorId,
): Promise<Saved> {
  await addThings(db, 'category', categories)
  return saveVersions(
    db,
    categories,
    sql`
      insert into category_version (category_id, version, name, status, recorded_by)
      select category.id, coalesce(latest.version, 0) + 1, given.name, given.status, ${by}::int
      from jsonb_to_recordset(${JSON.stringify(categories)}::jsonb) as given (slug text, name text, status text)
        join category on category.slug = given.slug
        left join current_category latest on latest.id = category.id
      where (given.name, given.status) is distinct from (latest.name, latest.status)
      returning version`,
  )
}

export async function saveReviewers(
  db: Db,
  reviewers: readonly ReviewerEntry[],
  by: EditorId,
): Promise<Saved> {
  await addThings(db, 'reviewer', reviewers)
  return saveVersions(
    db,
    reviewers,
    sql`
      insert into reviewer_version (reviewer_id, version, name, perspective, status, recorded_by)
      select reviewer.id, coalesce(latest.version, 0) + 1, given.name, given.perspective, given.status,
        ${by}::int
      from jsonb_to_recordset(${JSON.stringify(reviewers)}::jsonb)
          as given (slug text, name text, perspective text, status text)
        join reviewer on reviewer.slug = given.slug
        left join current_reviewer latest on latest.id = reviewer.id
      where (given.name, given.perspective, given.status)
        is distinct from (latest.name, latest.perspective, latest.status)
      returning version`,
  )
}

export async function saveTools(db: Db, tools: readonly ToolEntry[], by: EditorId): Promise<Saved> {
  const given = sql`
    jsonb_to_recordset(${JSON.stringify(tools)}::jsonb)
      as given (slug text, name text, tagline text, description text, category text, status text, "entryPrice" text,
        "pricingNote" text, "priceSource" text, "priceCheckedOn" date, claims jsonb)`
  await addThings(db, 'tool', tools)
  return saveVersions(
    db,
    tools,
    sql`
      insert into tool_version (tool_id, version, name, tagline, description, category_id, entry_price,
        pricing_note, price_source, price_checked_on, status, recorded_by)
      select tool.id, coalesce(latest.version, 0) + 1, given.name, given.tagline, given.description,
        category.id, given."entryPrice", given."pricingNote", given."priceSource", given."priceCheckedOn",
        given.status, ${by}::int
      from ${given}
        join tool on tool.slug = given.slug
        join category on category.slug = given.category
        left join current_tool latest on latest.id = tool.id
      where (given.name, given.tagline, given.description, category.id, given."entryPrice",
          given."pricingNote", given."priceSource", given."priceCheckedOn", coalesce(given.claims, '[]'),
          given.status)
        is distinct from (latest.name, latest.tagline, latest.description, latest.category_id,
          latest.entry_price, latest.pricing_note, latest.price_source, latest.price_checked_on, latest.claims,
          latest.status)
      returning tool_id, version`,
    sql`
      insert into tool_claim (tool_id, version, position, claim, source, checked_on)
      select saved.tool_id, saved.version, position, claim ->> 'claim', claim ->> 'source',
        (claim ->> 'checkedOn')::date
      from saved join tool on tool.id = saved.tool_id join ${given} on given.slug = tool.slug,
        jsonb_array_elements(given.claims) with ordinality as listed (claim, position)`,
  )
}

export async function saveReviews(db: Db, reviews: readonly ReviewEntry[], by: EditorId): Promise<Saved> {
  const given = sql`
    jsonb_to_recordset(${JSON.stringify(reviews)}::jsonb)
        as given (tool text, reviewer text, verdict text, quote text, status text)
      join tool on tool.slug = given.tool
      join reviewer on reviewer.slug = given.reviewer`
  await sql`
    insert into review (tool_id, reviewer_id) select tool.id, reviewer.id from ${given}
    order by tool.id, reviewer.id
    on conflict do nothing`.execute(db)
  return saveVersions(
    db,
    reviews,
    sql`
      insert into review_version (review_id, version, verdict, quote, status, recorded_by)
      select review.id, coalesce(latest.version, 0) + 1, given.verdict, given.quote, given.status,
        ${by}::int
      from ${given}
        join review on review.tool_id = tool.id and review.reviewer_id = reviewer.id
        left join current_review latest on latest.id = review.id
      where (given.verdict, given.quote, given.status)
        is distinct from (latest.verdict, latest.quote, latest.status)
      returning version`,
  )
}

export async function saveComparisons(
  db: Db,
  comparisons: readonly ComparisonEntry[],
  by: EditorId,
): Promise<Saved> {
  await addThings(db, 'comparison', comparisons)
  return saveVersions(
    db,
    comparisons,
    sql`
      insert into comparison_version
        (comparison_id, version, left_tool_id, right_tool_id, bottom_line, status, recorded_by)
      select comparison.id, coalesce(latest.version, 0) + 1, "left".id, "right".id, given."bottomLine",
        given.status, ${by}::int
      from jsonb_to_recordset(${JSON.stringify(comparisons)}::jsonb)
          as given (slug text, tools jsonb, "bottomLine" text, status text)
        join comparison on comparison.slug = given.slug
        join tool "left" on "left".slug = given.tools ->> 0
        join tool "right" on "right".slug = given.tools ->> 1
        left join current_comparison latest on latest.id = comparison.id
      where ("left".id, "right".id, given."bottomLine", given.status)
        is distinct from (latest.left_tool_id, latest.right_tool_id, latest.bottom_line, latest.status)
      returning version`,
  )
}

/** In the order given: ids order the panel's seats. */
async function addThings(
  db: Db,
  table: 'category' | 'reviewer' | 'tool' | 'comparison',
  things: readonly { readonly slug: string }[],
): Promise<void> {
  await sql`
    insert into ${sql.table(table)} (slug)
    select slug from unnest(${things.map(({ slug }) => slug)}::text[]) with ordinality as given (slug, place)
    order by place
    on conflict do nothing`.execute(db)
}

/** @param insertParts what belongs to the versions in `saved`. */
async function saveVersions(
  db: Db,
  given: readonly unknown[],
  insert: RawBuilder<unknown>,
  insertParts?: RawBuilder<unknown>,
): Promise<Saved> {
  const { rows } = await sql<{ added: number; changed: number }>`
    with saved as (${insert})${insertParts ? sql`, parts as (${insertParts})` : sql``}
    select count(*) filter (where version = 1) as added, count(*) filter (where version > 1) as changed
    from saved`.execute(db)
  const { added, changed } = rows[0]!
  return { added, changed, unchanged: given.length - added - changed }
}
