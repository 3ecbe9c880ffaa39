import { recordAct } from '../../../db/queries/audit-entry.ts'
import { lockIssue } from '../../../db/queries/issue.ts'
import { deleteOverride } from '../../../db/queries/preflight-override.ts'
import type { Context } from '../../context.ts'
import type { IssueStatus } from '../../domain/issue.ts'
import { redact } from '../../domain/redact.ts'
import { isOpen } from './approval-state.ts'

export type WithdrawOverrideOutcome =
  | { readonly outcome: 'withdrawn' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'on-its-way'; readonly status: IssueStatus }

/** Takes back that a line of an issue's preflight is overridden. Twice is as good as once. */
export async function withdrawOverride(
  { db, by }: Pick<Context, 'db' | 'by'>,
  number: number,
  line: string,
): Promise<WithdrawOverrideOutcome> {
  return db.transaction().execute(async (tx): Promise<WithdrawOverrideOutcome> => {
    const issue = await lockIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    if (!isOpen(issue)) return { outcome: 'on-its-way', status: issue.status }
    const reason = await deleteOverride(tx, number, line)
    const act = { kind: 'preflight-override-withdrawn', subject: number } as const
    if (reason !== undefined) await recordAct(tx, by, { ...act, detail: redact(reason) })
    return { outcome: 'withdrawn' }
  })
}
