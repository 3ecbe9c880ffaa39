import type { Fragment } from '../../src/domain/fragment.ts'
import type { LinkKey } from '../../src/domain/link-token.ts'
import type { Db } from '../connect.ts'

/** What an issue's mails are made of, copied so that no later edit or setting changes their bytes. */
export interface Frozen {
  readonly issueNumber: number
  readonly subject: string
  readonly mailFrom: string
  readonly replyTo: string | null
  readonly listId: string
  readonly siteUrl: string
  readonly linkKey: LinkKey
  readonly fragments: readonly Fragment[]
}

export async function insertFrozenIssue(db: Db, { linkKey, fragments, ...frozen }: Frozen): Promise<void> {
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

export async function findFrozenIssue(db: Db, issueNumber: number): Promise<Frozen | undefined> {
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
