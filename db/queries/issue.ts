import { sql } from 'kysely'
import type { Issue, IssueStatus } from '../../src/domain/issue.ts'
import type { Db } from '../connect.ts'
import { changed } from './changed.ts'
import { DRAFT, isUnfrozen } from './issue-life.ts'

/** One issue, with the slugs of its comparisons in their order. */
export async function findIssue(db: Db, number: number): Promise<Issue | undefined> {
  return issues(db).where('issue.number', '=', number).executeTakeFirst()
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockIssue(db: Db, number: number): Promise<Issue | undefined> {
  return issues(db).where('issue.number', '=', number).forUpdate('issue').executeTakeFirst()
}

/** Where issues stand, by their numbers. */
export async function findIssueStatuses(
  db: Db,
  numbers: readonly number[],
): Promise<Map<number, IssueStatus>> {
  if (numbers.length === 0) return new Map()
  const rows = await db
    .selectFrom('issue')
    .select(['number', 'status'])
    .where('number', 'in', numbers)
    .execute()
  return new Map(rows.map(({ number, status }) => [number, status]))
}

/** A page of issues, newest first: those with these words in their subject, from before a number. */
export async function pageIssues(
  db: Db,
  { find, before, most }: { find: string; before: number | undefined; most: number },
): Promise<Issue[]> {
  const words = `%${find.replaceAll(/[\\%_]/g, '\\$&')}%`
  return issues(db)
    .$if(before !== undefined, (query) => query.where('issue.number', '<', before!))
    .$if(find !== '', (query) =>
      query.where((eb) =>
        eb.or([
          eb('subject', 'ilike', words),
          eb(leadTitle, 'ilike', words),
          eb(sql<string>`issue.number::text`, '=', find),
        ]),
      ),
    )
    .orderBy('issue.number', 'desc')
    .limit(most)
    .execute()
}

/** What may still go out, and the issue that was sent last: by when they go or went, what has no time last. */
export async function listIssuesAround(db: Db, most: number): Promise<Issue[]> {
  return issues(db)
    .modifyFront(sql`/* prepared list-issues-around */`)
    .where((eb) =>
      eb.or([
        eb('status', 'not in', ['sent', 'cancelled', 'discarded']),
        eb(
          'number',
          '=',
          eb
            .selectFrom('issue')
            .select('number')
            .where('status', '=', 'sent')
            .orderBy('sentAt', 'desc')
            .limit(1),
        ),
      ]),
    )
    .orderBy(sql`coalesce(send_at, planned_for) nulls last`)
    .orderBy('issue.number')
    .limit(most)
    .execute()
}

/** Issues that go or went out, or are planned, between two moments. */
export async function listIssuesBetween(db: Db, from: Date, to: Date): Promise<Issue[]> {
  const at = sql<Date>`coalesce(send_at, planned_for)`
  return issues(db).where(at, '>=', from).where(at, '<=', to).orderBy(at).execute()
}

/** Newest first. */
export async function listIssues(db: Db): Promise<Issue[]> {
  return issues(db).orderBy('issue.number', 'desc').execute()
}

/** The numbers of issues whose words can still change: of those that go out first, then of those planned, then of the newest. */
export async function findIssuesToCome(db: Db, most: number): Promise<number[]> {
  const rows = await db
    .selectFrom('issue')
    .select('number')
    .where('status', 'in', ['draft', 'scheduled', 'held'])
    .orderBy(sql`send_at nulls last`)
    .orderBy(sql`planned_for nulls last`)
    .orderBy('number', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ number }) => number)
}

function issues(db: Db) {
  return db
    .selectFrom('issue')
    .select([
      'number',
      'status',
      'subject',
      'preheader',
      'intro',
      'sendAt',
      'timeZone',
      'heldBecause',
      'sentAt',
    ])
    .select(['plannedFor', 'gathers', 'version'])
    .select(leadTitle.as('lead'))
    .select((eb) =>
      eb
        .selectFrom('issueComparison')
        .innerJoin('comparison', 'comparison.id', 'issueComparison.comparisonId')
        .whereRef('issueComparison.issueNumber', '=', 'issue.number')
        .select(sql<string[]>`coalesce(array_agg(comparison.slug::text order by position), '{}')`.as('slugs'))
        .$asScalar()
        .$notNull()
        .as('comparisons'),
    )
}

/** What an issue's first comparison is called. Looks at one comparison and two tools, however many there are. */
export const leadTitle = sql<string | null>`(
  select "left".name || ' vs ' || "right".name
  from issue_comparison
  join lateral (
    select left_tool_id, right_tool_id from comparison_version
    where comparison_version.comparison_id = issue_comparison.comparison_id order by version desc limit 1
  ) as comparison on true
  join lateral (
    select name from tool_version where tool_id = left_tool_id order by version desc limit 1
  ) as "left" on true
  join lateral (
    select name from tool_version where tool_id = right_tool_id order by version desc limit 1
  ) as "right" on true
  where issue_number = issue.number and position = 1
)`

interface NewIssueRow {
  readonly subject: string
  readonly intro: string
  readonly preheader?: string | null
  readonly plannedFor?: Date | null
  readonly gathers?: boolean
  readonly begunAs?: string | null
}

/** Lets one issue at a time be begun, until the transaction ends. */
export async function lockIssues(db: Db): Promise<void> {
  await sql`lock table issue in share row exclusive mode`.execute(db)
}

/** Numbers are given out one by one and have no holes: two new issues at once wait for each other. */
export async function insertIssue(
  db: Db,
  { subject, intro, preheader = null, plannedFor = null, gathers = false, begunAs = null }: NewIssueRow,
): Promise<number> {
  await lockIssues(db)
  const { number } = await db
    .insertInto('issue')
    .values((eb) => ({
      subject,
      intro,
      preheader,
      plannedFor,
      gathers,
      begunAs,
      number: eb.selectFrom('issue').select(sql<number>`coalesce(max(number), 0) + 1`.as('next')),
    }))
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

export async function setComparisons(db: Db, issueNumber: number, slugs: readonly string[]): Promise<void> {
  await db.deleteFrom('issueComparison').where('issueNumber', '=', issueNumber).execute()
  await sql`
    insert into issue_comparison (issue_number, position, comparison_id)
    select ${issueNumber}, wanted.position, comparison.id
    from unnest(${slugs}::text[]) with ordinality as wanted (slug, position)
    join comparison on comparison.slug = wanted.slug`.execute(db)
}

/**
 * Notes that an issue's list is as somebody wanted it, and gathers no more. What was published after it last
 * gathered is for the next one, even if that was before this.
 */
export async function endGathering(db: Db, issueNumber: number): Promise<void> {
  await db
    .updateTable('issue')
    .set((eb) => ({
      gathers: false,
      composedAt: eb
        .case()
        .when('gathers', '=', true)
        .then(eb.ref('composedAt'))
        .else(sql<Date>`clock_now()`)
        .end(),
    }))
    .where('number', '=', issueNumber)
    .execute()
}

/** Changes an issue's words while nothing of it is frozen; whatever was planned is a draft again. */
export async function updateDraft(
  db: Db,
  issueNumber: number,
  words: { subject?: string; intro?: string; preheader?: string | null },
): Promise<boolean> {
  return changed(
    db
      .updateTable('issue')
      .set((eb) => ({ ...words, ...DRAFT, version: eb('version', '+', 1) }))
      .where('number', '=', issueNumber)
      .where(isUnfrozen),
  )
}
