import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
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

/**
 * Who changed last what an issue's mails say: the issue itself, or a comparison, tool, review, seat or category in it.
 *
 * @param comparisons the slugs of all that its mails show, those that monthly readers get of other issues with it.
 */
export async function findLastEditing(
  db: Db,
  issueNumber: number,
  comparisons: readonly string[],
): Promise<Actor | undefined> {
  const { rows } = await sql<{
    source: Selectable<Database['auditEntry']>['source']
    editorId: number | null
  }>`
    with compared as (
      select * from current_comparison where slug = any(${comparisons}::text[])
    ), tool as (
      select current_tool.* from current_tool
      where id in (select left_tool_id from compared union select right_tool_id from compared)
    ), written as (
      select recorded_at, recorded_by from compared
      union all select recorded_at, recorded_by from tool
      union all select recorded_at, recorded_by from current_review where tool_id in (select id from tool)
      union all select recorded_at, recorded_by from current_reviewer
        where id in (select reviewer_id from current_review where tool_id in (select id from tool))
      union all select recorded_at, recorded_by from current_category where id in (select category_id from tool)
    )
    select source, editor_id from (
      select recorded_at, source, editor_id from audit_entry
      where kind in ('issue-created', 'issue-edited') and subject = ${String(issueNumber)}
      union all
      -- Content that came by no editor came by a command.
      select recorded_at, case when recorded_by is null then 'command' else 'desk' end, recorded_by from written
    ) as changed
    order by recorded_at desc limit 1`.execute(db)
  if (!rows[0]) return undefined
  const { source, editorId } = rows[0]
  return source === 'desk' ? { editorId: editorId! } : source
}
