import { sql } from 'kysely'
import type { Issue } from '../../src/domain/issue.ts'
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

/** Newest first. */
export async function listIssues(db: Db): Promise<Issue[]> {
  return issues(db).orderBy('issue.number', 'desc').execute()
}

/** The numbers of the newest issues whose words can still change. */
export async function findIssuesToCome(db: Db, most: number): Promise<number[]> {
  const rows = await db
    .selectFrom('issue')
    .select('number')
    .where('status', 'in', ['draft', 'scheduled', 'held'])
    .orderBy('number', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ number }) => number)
}

function issues(db: Db) {
  return db
    .selectFrom('issue')
    .select(['number', 'status', 'subject', 'intro', 'sendAt', 'timeZone', 'heldBecause', 'sentAt'])
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

/** Numbers are given out one by one and have no holes: two new issues at once wait for each other. */
export async function insertIssue(
  db: Db,
  { subject, intro }: { subject: string; intro: string },
): Promise<number> {
  await sql`lock table issue in share row exclusive mode`.execute(db)
  const { number } = await db
    .insertInto('issue')
    .values((eb) => ({
      subject,
      intro,
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

/** Changes an issue's words while nothing of it is frozen; whatever was planned is a draft again. */
export async function updateDraft(
  db: Db,
  issueNumber: number,
  words: { subject?: string; intro?: string },
): Promise<boolean> {
  return changed(
    db
      .updateTable('issue')
      .set({ ...words, ...DRAFT })
      .where('number', '=', issueNumber)
      .where(isUnfrozen),
  )
}
