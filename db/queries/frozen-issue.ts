import { sql } from 'kysely'
import type { Edition } from '../../src/domain/edition.ts'
import type { Fragment } from '../../src/domain/fragment.ts'
import type { FrozenIssue } from '../../src/domain/frozen-issue.ts'
import type { Db } from '../connect.ts'

/** @param digestMonth the month whose verdicts monthly readers get with the issue, by its first day. */
export async function insertFrozenIssue(
  db: Db,
  { linkKey, fragments, editions, ...frozen }: FrozenIssue,
  digestMonth: string | null,
): Promise<void> {
  const { issueNumber } = frozen
  await db
    .insertInto('frozenIssue')
    .values({ ...frozen, digestMonth, linkKeyId: linkKey.id, linkKey: linkKey.key })
    .execute()
  await insertFragments(db, issueNumber, fragments)
  await db
    .insertInto('edition')
    .values((eb) =>
      editions.map((edition) => ({ issueNumber, ...edition, fragments: eb.val([...edition.fragments]) })),
    )
    .execute()
}

async function insertFragments(db: Db, issueNumber: number, fragments: readonly Fragment[]): Promise<void> {
  await sql`
    insert into fragment (issue_number, position, kind, comparison_id, is_digest, html, text)
    select ${issueNumber}, given.position, kind, comparison.id, is_digest, html, text
    from unnest(
      ${fragments.map(({ kind }) => kind)}::text[],
      ${fragments.map(({ comparison }) => comparison)}::text[],
      ${fragments.map(({ isDigest }) => isDigest)}::boolean[],
      ${fragments.map(({ html }) => html)}::text[],
      ${fragments.map(({ text }) => text)}::text[]
    ) with ordinality as given (kind, slug, is_digest, html, text, position)
    left join comparison on comparison.slug = given.slug`.execute(db)
}

/** Whether an issue is prepared, when nothing else of it is needed. */
export async function isFrozen(db: Db, issueNumber: number): Promise<boolean> {
  const frozen = await db
    .selectFrom('frozenIssue')
    .select('issueNumber')
    .where('issueNumber', '=', issueNumber)
    .executeTakeFirst()
  return frozen !== undefined
}

export async function findFrozenIssue(db: Db, issueNumber: number): Promise<FrozenIssue | undefined> {
  const row = await db
    .selectFrom('frozenIssue')
    .select(['issueNumber', 'mailFrom', 'replyTo', 'listId', 'siteUrl', 'provider', 'linkKeyId', 'linkKey'])
    .where('issueNumber', '=', issueNumber)
    .executeTakeFirst()
  if (!row) return undefined
  const { linkKeyId, linkKey, ...frozen } = row
  return {
    ...frozen,
    linkKey: { id: linkKeyId, key: linkKey },
    fragments: await findFragments(db, issueNumber),
    editions: await findEditions(db, issueNumber),
  }
}

async function findFragments(db: Db, issueNumber: number): Promise<Fragment[]> {
  return db
    .selectFrom('fragment')
    .leftJoin('comparison', 'comparison.id', 'fragment.comparisonId')
    .select(['kind', 'comparison.slug as comparison', 'isDigest', 'html', 'text'])
    .where('issueNumber', '=', issueNumber)
    .orderBy('position')
    .execute()
}

async function findEditions(db: Db, issueNumber: number): Promise<Edition[]> {
  return db
    .selectFrom('edition')
    .select(['number', 'subject', 'format', 'fragments'])
    .where('issueNumber', '=', issueNumber)
    .orderBy('number')
    .execute()
}
