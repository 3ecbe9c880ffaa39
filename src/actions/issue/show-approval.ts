import { findApproval } from '../../../db/queries/approval.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import { isSameActor } from '../../domain/audit.ts'
import { type Issue, isOpen } from '../../domain/issue.ts'
import type { EditionMeasure, Severity } from '../../domain/preflight.ts'
import { atOneMoment } from '../at-one-moment.ts'
import { type ApprovalState, approvalRule, approvalStateOf, lacksApprover } from './approval-state.ts'
import { hashOfLook } from './approve.ts'
import { composeLoaded } from './compose-whole-issue.ts'
import { hashOfParts, hashParts } from './hash-parts.ts'
import { loadWholeIssue } from './load-whole-issue.ts'
import { measureEditions } from './measure-editions.ts'
import { findOwnEdit } from './own-edit.ts'
import { preflightIssue } from './preflight.ts'

/** What an editor sees before they approve an issue. */
export interface ApprovalView extends ApprovalState {
  readonly issue: Issue
  /** Whether only one person may approve, and not what they changed last. */
  readonly lacksApprover: boolean
  /** What there is to approve; nothing once that is decided. */
  readonly open: OpenView | undefined
}

interface OpenView {
  /** What approveIssue() is to be given. */
  readonly looked: string
  /** By what the approval goes, or would go if it were given now. */
  readonly hash: string
  readonly editions: readonly EditionMeasure[]
  readonly preflight: Severity
  /** Whether somebody else has to approve it, as this editor wrote it last. */
  readonly isOwnEdit: boolean
}

export async function showApproval(
  { db, config, by }: Pick<Context, 'db' | 'config' | 'by'>,
  number: number,
): Promise<ApprovalView | undefined> {
  return atOneMoment(db, async (tx) => {
    const acting = { db: tx, config }
    const issue = await findIssue(tx, number)
    if (!issue) return undefined
    const rule = await approvalRule(acting)
    if (!isOpen(issue)) {
      const approval = await findApproval(tx, number)
      return { issue, rule, approval, changed: [], lacksApprover: false, open: undefined }
    }
    const whole = await loadWholeIssue(tx, issue)
    const asApproved = composeLoaded(config, whole)
    const state = approvalStateOf(config, rule, whole, asApproved)
    const mayNot = await findOwnEdit(tx, rule, whole)
    const holds = state.approval !== undefined && state.changed.length === 0
    const now = holds ? asApproved : composeLoaded(config, whole, 'of-this-moment')
    return {
      ...state,
      issue,
      lacksApprover: await lacksApprover(tx, rule),
      open: {
        looked: hashOfLook(config, whole),
        hash: holds ? state.approval!.hash : hashOfParts(hashParts(config, now.issue, now.digest)),
        editions: measureEditions(now, config.site.url),
        preflight: (await preflightIssue(acting, issue, now)).colour,
        isOwnEdit: mayNot !== undefined && isSameActor(mayNot, by),
      },
    }
  })
}
