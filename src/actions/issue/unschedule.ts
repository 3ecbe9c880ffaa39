import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { unscheduleIssue as unschedule } from '../../../db/queries/issue-life.ts'
import type { Context } from '../../context.ts'
import type { IssueStatus } from '../../domain/issue.ts'

export type UnscheduleOutcome =
  | { readonly outcome: 'unscheduled' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-scheduled'; readonly status: IssueStatus }

/** Takes an issue back to draft, as long as nothing of it was sent. */
export async function unscheduleIssue(
  { db, by }: Pick<Context, 'db' | 'by'>,
  number: number,
): Promise<UnscheduleOutcome> {
  return db.transaction().execute(async (tx) => {
    if (await unschedule(tx, number)) {
      await recordAct(tx, by, { kind: 'issue-unscheduled', subject: number })
      return { outcome: 'unscheduled' }
    }
    const issue = await findIssue(tx, number)
    return issue ? { outcome: 'not-scheduled', status: issue.status } : { outcome: 'not-found' }
  })
}
