import type { FrozenIssue } from '../../src/domain/frozen-issue.ts'
import type { Db } from '../connect.ts'

export async function insertFrozenIssue(
  db: Db,
  { linkKey, fragments, ...frozen }: FrozenIssue,
): Promise<void> {
  await db
    .insertInto('frozenIssue')
    .values({ ...frozen, linkKeyId: linkKey.id, linkKey: linkKey.key })
    .execute()
  await db
    .insertInto('fragment')
    .values(
      fragments.map((fragment, index) => ({
        ...fragment,
        issueNumber: frozen.issueNumber,
        position: index + 1,
      })),
    )
    .execute()
}

export async function findFrozenIssue(db: Db, issueNumber: number): Promise<FrozenIssue | undefined> {
  const row = await db
    .selectFrom('frozenIssue')
    .selectAll()
    .where('issueNumber', '=', issueNumber)
    .executeTakeFirst()
  if (!row) return undefined
  const { linkKeyId, linkKey, frozenAt: _, ...frozen } = row
  const fragments = await db
    .selectFrom('fragment')
    .select(['kind', 'html', 'text'])
    .where('issueNumber', '=', issueNumber)
    .orderBy('position')
    .execute()
  return { ...frozen, linkKey: { id: linkKeyId, key: linkKey }, fragments }
}
