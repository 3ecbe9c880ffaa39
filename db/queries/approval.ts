import { type ExpressionBuilder, sql } from 'kysely'
import type { Approval, ApprovedParts, VoteSnapshot } from '../../src/domain/approval.ts'
import type { Actor } from '../../src/domain/audit.ts'
import type { Db } from '../connect.ts'
import type { Database } from '../schema.ts'
import { changed } from './changed.ts'

/** The newest approval of an issue, unless it was withdrawn. Whether it still holds is for its parts to say. */
export async function findApproval(db: Db, issueNumber: number): Promise<Approval | undefined> {
  return db
    .selectFrom('issueApproval')
    .leftJoin('editor', 'editor.id', 'issueApproval.editorId')
    .select(['hash', 'parts', 'votes', 'approvedAt', 'editor.name as editorName'])
    .where('issueNumber', '=', issueNumber)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
}

/** Whether an issue has an approval that nobody withdrew. */
export function isApproved(eb: ExpressionBuilder<Database, 'issue'>) {
  return eb.exists(
    eb
      .selectFrom('issueApproval')
      .select('id')
      .whereRef('issueApproval.issueNumber', '=', 'issue.number')
      .where('withdrawnAt', 'is', null),
  )
}

/** Replaces what was approved before. */
export async function insertApproval(
  db: Db,
  issueNumber: number,
  approval: { hash: string; parts: ApprovedParts; votes: VoteSnapshot; editorId: number | null },
): Promise<void> {
  await withdrawApproval(db, issueNumber)
  const { hash, parts, votes, editorId } = approval
  await db
    .insertInto('issueApproval')
    .values({ issueNumber, editorId, hash, parts: JSON.stringify(parts), votes: JSON.stringify(votes) })
    .execute()
}

/** Lets one approval at a time be given. First of all in a transaction, whose snapshot then has what others gave. */
export async function lockApprovals(db: Db): Promise<void> {
  await sql`lock table issue_approval in share row exclusive mode`.execute(db)
}

/** @returns whether there was an approval to withdraw. */
export async function withdrawApproval(db: Db, issueNumber: number): Promise<boolean> {
  // Changes nothing, but the row: a freeze that began before sees that and begins anew.
  await db
    .updateTable('issue')
    .set((eb) => ({ status: eb.ref('status') }))
    .where('number', '=', issueNumber)
    .execute()
  return changed(
    db
      .updateTable('issueApproval')
      .set({ withdrawnAt: sql<Date>`clock_now()` })
      .where('issueNumber', '=', issueNumber)
      .where('withdrawnAt', 'is', null),
  )
}

/** Who wrote an issue's words last, as far as the audit log tells. */
export async function findLastEditing(db: Db, issueNumber: number): Promise<Actor | undefined> {
  const row = await db
    .selectFrom('auditEntry')
    .select(['source', 'editorId'])
    .where('kind', 'in', ['issue-created', 'issue-edited'])
    .where('subject', '=', String(issueNumber))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  return row.source === 'desk' ? { editorId: row.editorId! } : row.source
}
