import type { Db } from '../../../db/connect.ts'
import { findApproval } from '../../../db/queries/approval.ts'
import { findApprovalRule } from '../../../db/queries/approval-rule.ts'
import { countApprovers } from '../../../db/queries/editor.ts'
import type { Config } from '../../config.ts'
import { type Approval, type ApprovalRule, changedSince, ruleThatHolds } from '../../domain/approval.ts'
import { type Issue, isOpen } from '../../domain/issue.ts'
import { composeLoaded } from './compose-whole-issue.ts'
import { hashParts } from './hash-parts.ts'
import { loadWholeIssue, type WholeIssue } from './load-whole-issue.ts'

/** Where an issue stands with its approval. */
export interface ApprovalState {
  readonly rule: ApprovalRule
  /** The one that nobody withdrew. */
  readonly approval: Approval | undefined
  /** What is not as it was approved, in words. Nothing: the approval holds. */
  readonly changed: readonly string[]
}

/** Looks at what an issue's mails would be now. Nothing is rendered where nothing was approved. */
export async function findApprovalState(
  { db, config }: { db: Db; config: Config },
  issue: Issue,
): Promise<ApprovalState> {
  const rule = await approvalRule({ db, config })
  const approval = await findApproval(db, issue.number)
  if (!approval || !isOpen(issue)) return { rule, approval, changed: [] }
  return approvalStateOf(config, rule, await loadWholeIssue(db, issue))
}

/** The same of an issue that is loaded and whose bytes are still to be decided. */
export function approvalStateOf(
  config: Config,
  rule: ApprovalRule,
  whole: WholeIssue,
  composed = composeLoaded(config, whole),
): ApprovalState {
  const { approval } = whole
  const { issue, digest } = composed
  return {
    rule,
    approval,
    changed: approval
      ? changedSince(approval.parts, hashParts(config, issue, digest), issue.comparisons)
      : [],
  }
}

/** Whether an issue may go out as it is, as far as approvals go. */
export function isCleared({ rule, approval, changed }: ApprovalState): boolean {
  return rule === 'nobody' || (approval !== undefined && changed.length === 0)
}

/** Whose approval issues need here. */
export async function approvalRule({ db, config }: { db: Db; config: Config }): Promise<ApprovalRule> {
  return ruleThatHolds(await findApprovalRule(db), config.approvals)
}

/** Whether a rule lets nothing out that the only one who may approve changed last. */
export async function lacksApprover(db: Db, rule: string): Promise<boolean> {
  return rule === 'somebody-else' && (await countApprovers(db)) < 2
}
