import { findApprovalRule, setApprovalRule as store } from '../../../db/queries/approval-rule.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import type { Context } from '../../context.ts'
import { APPROVAL_RULES, type ApprovalRule } from '../../domain/approval.ts'
import { lacksApprover } from './approval-state.ts'

export type SetApprovalRuleOutcome =
  | { readonly outcome: 'set' }
  | { readonly outcome: 'refused'; readonly problem: string }

/** Decides whose approval issues need from now on. What is approved stays approved. */
export async function setApprovalRule(
  { db, config, by }: Pick<Context, 'db' | 'config' | 'by'>,
  who: string,
): Promise<SetApprovalRuleOutcome> {
  if (!isRule(who) || (who === 'nobody' && config.approvals))
    return { outcome: 'refused', problem: 'Choose who approves issues.' }
  return db.transaction().execute(async (tx) => {
    if (await lacksApprover(tx, who)) return { outcome: 'refused', problem: NOBODY_ELSE }
    if ((await findApprovalRule(tx)) === who) return { outcome: 'set' }
    await store(tx, who)
    await recordAct(tx, by, { kind: 'approval-rule-set', subject: who })
    return { outcome: 'set' }
  })
}

const NOBODY_ELSE = 'There is nobody else yet who may approve issues. Invite another editor first.'

function isRule(who: string): who is ApprovalRule {
  return (APPROVAL_RULES as readonly string[]).includes(who)
}
