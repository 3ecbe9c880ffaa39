import type { Db } from '../../../db/connect.ts'
import { insertApproval, lockApprovals } from '../../../db/queries/approval.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { isFrozen } from '../../../db/queries/frozen-issue.ts'
import { endGathering, lockIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import { NO_VOTES, snapshotVotes } from '../../domain/approval.ts'
import { editorIdOf, isSameActor } from '../../domain/audit.ts'
import { type IssueStatus, isOpen } from '../../domain/issue.ts'
import { againOnConflict } from '../again-on-conflict.ts'
import { approvalRule, approvalStateOf } from './approval-state.ts'
import { composeLoaded } from './compose-whole-issue.ts'
import { hashOfParts, hashParts } from './hash-parts.ts'
import { loadWholeIssue, type WholeIssue } from './load-whole-issue.ts'
import { findOwnEdit } from './own-edit.ts'

export type ApproveOutcome =
  | { readonly outcome: 'approved'; readonly hash: string }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'on-its-way'; readonly status: IssueStatus }
  /** It has no comparisons: there is nothing to approve. */
  | { readonly outcome: 'empty' }
  /** It is not what the editor looked at. */
  | { readonly outcome: 'changed' }
  /** They edited it last, and somebody else has to approve it. */
  | { readonly outcome: 'own-edit' }

type Acting = Pick<Context, 'db' | 'config' | 'by'>

/**
 * Approves an issue as the bytes that it is now, with the votes of this moment: nothing else goes out.
 *
 * @param looked what hashOfLook() gave for what the editor looked at. None: whatever it is now.
 */
export async function approveIssue(acting: Acting, number: number, looked?: string): Promise<ApproveOutcome> {
  return againOnConflict(() => approve(acting, number, looked))
}

async function approve(
  { db, config, by }: Acting,
  number: number,
  looked: string | undefined,
): Promise<ApproveOutcome> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx): Promise<ApproveOutcome> => {
      await lockApprovals(tx)
      const acting = { db: tx, config, by }
      const issue = await lockIssue(tx, number)
      if (!issue) return { outcome: 'not-found' }
      const whole = await loadWholeIssue(tx, issue)
      const refused = await refusal(acting, whole, looked)
      if (refused) return refused
      const { approval: standing } = whole
      if (standing && approvalStateOf(config, 'anybody', whole).changed.length === 0)
        return { outcome: 'approved', hash: standing.hash }
      const now = composeLoaded(config, whole, 'of-this-moment')
      const votes = snapshotVotes([...now.issue.comparisons, ...(now.digest?.comparisons ?? [])])
      const parts = hashParts(config, now.issue, now.digest)
      const hash = hashOfParts(parts)
      await insertApproval(tx, number, { hash, parts, votes, editorId: editorIdOf(by) })
      // What is published from now on would void it.
      if (issue.gathers) await endGathering(tx, number)
      await recordAct(tx, by, { kind: 'issue-approved', subject: number, detail: hash.slice(0, 12) })
      return { outcome: 'approved', hash }
    })
}

async function refusal(
  { db, config, by }: { db: Db } & Omit<Acting, 'db'>,
  whole: WholeIssue,
  looked: string | undefined,
): Promise<ApproveOutcome | undefined> {
  const { issue } = whole
  const { number, status } = issue
  if (!isOpen(issue) || (await isFrozen(db, number))) return { outcome: 'on-its-way', status }
  if (issue.comparisons.length === 0) return { outcome: 'empty' }
  if (looked !== undefined && looked !== hashOfLook(config, whole)) return { outcome: 'changed' }
  const mayNot = await findOwnEdit(db, await approvalRule({ db, config }), whole)
  return mayNot !== undefined && isSameActor(mayNot, by) ? { outcome: 'own-edit' } : undefined
}

/** What an editor looks at, the votes aside: readers go on voting while they look. */
export function hashOfLook(config: Context['config'], whole: WholeIssue): string {
  const look = composeLoaded(config, whole, NO_VOTES)
  return hashOfParts(hashParts(config, look.issue, look.digest))
}
