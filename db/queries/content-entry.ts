import { sql } from 'kysely'
import type {
  CategoryEntry,
  ComparisonEntry,
  ContentEntry,
  ContentList,
  ReviewEntry,
  ReviewerEntry,
  Stored,
  ToolEntry,
} from '../../src/domain/content-document.ts'
import type { Db } from '../connect.ts'

/** One entry: its slug, or of a review its tool's and its reviewer's. */
export interface WhichOne {
  readonly slug: string
  readonly reviewer?: string | undefined
}

/** Which entries of a list: those of slugs (of reviews: of tools and a reviewer), or all; ordered alike on every server. */
export interface Which {
  readonly slugs?: readonly string[]
  readonly reviewer?: string | undefined
}

type StoredOf<List extends ContentList> = Stored<ContentEntry<List>>

export async function findEntry<List extends ContentList>(
  db: Db,
  list: List,
  { slug, reviewer }: WhichOne,
): Promise<StoredOf<List> | undefined> {
  const [found] = await readEntries(db, list, { slugs: [slug], reviewer })
  return found
}

export async function readEntries<List extends ContentList>(
  db: Db,
  list: List,
  which: Which = {},
): Promise<StoredOf<List>[]> {
  return READ[list](db, which) as Promise<StoredOf<List>[]>
}

const READ = {
  categories: readCategories,
  reviewers: readReviewers,
  tools: readTools,
  reviews: readReviews,
  comparisons: readComparisons,
} as const

async function readCategories(db: Db, { slugs }: Which): Promise<Stored<CategoryEntry>[]> {
  const rows = await db
    .selectFrom('currentCategory as thing')
    .leftJoin('editor', 'editor.id', 'thing.recordedBy')
    .select(['thing.slug', 'thing.name', 'thing.status'])
    .select(['thing.version', 'thing.recordedAt', 'editor.name as recordedBy'])
    .$if(slugs !== undefined, (query) => query.where(isOneOf(slugs!)))
    .orderBy(bySlug)
    .execute()
  return rows.map(toStored)
}

async function readReviewers(db: Db, { slugs }: Which): Promise<Stored<ReviewerEntry>[]> {
  const rows = await db
    .selectFrom('currentReviewer as thing')
    .leftJoin('editor', 'editor.id', 'thing.recordedBy')
    .select(['thing.slug', 'thing.name', 'thing.perspective', 'thing.status'])
    .select(['thing.version', 'thing.recordedAt', 'editor.name as recordedBy'])
    .$if(slugs !== undefined, (query) => query.where(isOneOf(slugs!)))
    .orderBy('thing.id')
    .execute()
  return rows.map(toStored)
}

async function readTools(db: Db, { slugs }: Which): Promise<Stored<ToolEntry>[]> {
  const rows = await db
    .selectFrom('currentTool as thing')
    .innerJoin('category', 'category.id', 'thing.categoryId')
    .leftJoin('editor', 'editor.id', 'thing.recordedBy')
    .select(['thing.slug', 'thing.name', 'thing.tagline', 'thing.description', 'category.slug as category'])
    .select(['thing.entryPrice', 'thing.pricingNote', 'thing.priceSource', 'thing.priceCheckedOn'])
    .select([
      'thing.claims',
      'thing.status',
      'thing.version',
      'thing.recordedAt',
      'editor.name as recordedBy',
    ])
    .$if(slugs !== undefined, (query) => query.where(isOneOf(slugs!)))
    .orderBy(bySlug)
    .execute()
  return rows.map(({ priceSource, priceCheckedOn, claims, ...tool }) =>
    toStored({
      ...tool,
      // What may be left out, and is, is not there.
      ...(priceSource === null ? {} : { priceSource }),
      ...(priceCheckedOn === null ? {} : { priceCheckedOn }),
      ...(claims.length === 0 ? {} : { claims }),
    }),
  )
}

async function readReviews(db: Db, { slugs, reviewer }: Which): Promise<Stored<ReviewEntry>[]> {
  const rows = await db
    .selectFrom('currentReview as review')
    .innerJoin('tool as thing', 'thing.id', 'review.toolId')
    .innerJoin('reviewer', 'reviewer.id', 'review.reviewerId')
    .leftJoin('editor', 'editor.id', 'review.recordedBy')
    .select(['thing.slug as tool', 'reviewer.slug as reviewer', 'review.verdict', 'review.quote'])
    .select('review.status')
    .select(['review.version', 'review.recordedAt', 'editor.name as recordedBy'])
    .$if(slugs !== undefined, (query) => query.where(isOneOf(slugs!)))
    .$if(reviewer !== undefined, (query) => query.where('reviewer.slug', '=', reviewer!))
    .orderBy(bySlug)
    .orderBy('reviewer.id')
    .execute()
  return rows.map(toStored)
}

async function readComparisons(db: Db, { slugs }: Which): Promise<Stored<ComparisonEntry>[]> {
  const rows = await db
    .selectFrom('currentComparison as thing')
    .innerJoin('tool as left', 'left.id', 'thing.leftToolId')
    .innerJoin('tool as right', 'right.id', 'thing.rightToolId')
    .leftJoin('editor', 'editor.id', 'thing.recordedBy')
    .select(['thing.slug', 'left.slug as left', 'right.slug as right', 'thing.bottomLine', 'thing.status'])
    .select(['thing.version', 'thing.recordedAt', 'editor.name as recordedBy'])
    .$if(slugs !== undefined, (query) => query.where(isOneOf(slugs!)))
    .orderBy(bySlug)
    .execute()
  return rows.map(({ slug, left, right, ...comparison }) =>
    toStored({ slug, tools: [left, right] as const, ...comparison }),
  )
}

const bySlug = sql`thing.slug collate "C"`

const isOneOf = (slugs: readonly string[]) => sql<boolean>`thing.slug = any(${slugs}::text[])`

function toStored<Entry>({
  version,
  recordedAt,
  recordedBy,
  ...entry
}: Entry & Omit<Stored<Entry>, 'entry'>): Stored<Entry> {
  return { entry: entry as Entry, version, recordedAt, recordedBy }
}
