import { lockApprovals, withdrawApproval as withdraw } from '../../../db/queries/approval.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { isFrozen } from '../../../db/queries/frozen-issue.ts'
import { lockIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import { type IssueStatus, isOpen } from '../../domain/issue.ts'

export type WithdrawOutcome =
  | { readonly outcome: 'withdrawn' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'on-its-way'; readonly status: IssueStatus }

/** Takes an approval back while nothing is frozen. Twice is as good as once. */
export async function withdrawApproval(
  { db, by }: Pick<Context, 'db' | 'by'>,
  number: number,
): Promise<WithdrawOutcome> {
  return db.transaction().execute(async (tx) => {
    // In the order in which approving takes them: neither waits for the other for ever.
    await lockApprovals(tx)
    const issue = await lockIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    if (!isOpen(issue) || (await isFrozen(tx, number))) return { outcome: 'on-its-way', status: issue.status }
    if (await withdraw(tx, number)) await recordAct(tx, by, { kind: 'approval-withdrawn', subject: number })
    return { outcome: 'withdrawn' }
  })
}
