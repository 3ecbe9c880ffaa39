import type { Db } from '../../../db/connect.ts'
import { findLastEditing } from '../../../db/queries/approval.ts'
import type { ApprovalRule } from '../../domain/approval.ts'
import type { Actor } from '../../domain/audit.ts'
import { comparisonsOf, type WholeIssue } from './load-whole-issue.ts'

/** Who may not approve an issue, as they changed last what its mails say and somebody else has to approve it. */
export async function findOwnEdit(db: Db, rule: ApprovalRule, whole: WholeIssue): Promise<Actor | undefined> {
  if (rule !== 'somebody-else') return undefined
  return findLastEditing(db, whole.issue.number, comparisonsOf(whole))
}
