import { recordAct } from '../../../db/queries/audit-entry.ts'
import { lockIssue } from '../../../db/queries/issue.ts'
import { deleteOverride } from '../../../db/queries/preflight-override.ts'
import type { Context } from '../../context.ts'
import { type IssueStatus, isOpen } from '../../domain/issue.ts'
import { lineName } from '../../domain/preflight.ts'
import { redact } from '../../domain/redact.ts'
import { preflightIssue } from './preflight.ts'

export type WithdrawOverrideOutcome =
  | { readonly outcome: 'withdrawn' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'on-its-way'; readonly status: IssueStatus }

/** Takes back that a line of an issue's preflight is overridden. Twice is as good as once. */
export async function withdrawOverride(
  { db, config, by }: Pick<Context, 'db' | 'config' | 'by'>,
  number: number,
  key: string,
): Promise<WithdrawOverrideOutcome> {
  return db.transaction().execute(async (tx): Promise<WithdrawOverrideOutcome> => {
    const issue = await lockIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    if (!isOpen(issue)) return { outcome: 'on-its-way', status: issue.status }
    const { lines } = await preflightIssue({ db: tx, config }, issue)
    const reason = await deleteOverride(tx, number, key)
    if (reason === undefined) return { outcome: 'withdrawn' }
    const line = lines.find((one) => one.key === key)
    const detail = redact(line ? `${lineName(line)}: ${reason}` : reason)
    await recordAct(tx, by, { kind: 'preflight-override-withdrawn', subject: number, detail })
    return { outcome: 'withdrawn' }
  })
}
