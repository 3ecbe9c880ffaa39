import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { moveIssue } from '../../../db/queries/issue-life.ts'
import type { Context } from '../../context.ts'
import type { IssueStatus } from '../../domain/issue.ts'

export type PauseOutcome =
  | { readonly outcome: 'paused' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-being-sent'; readonly status: IssueStatus }

/** Stops an issue in mid-send. Requests that have left are answered; no further one starts until it resumes. */
export async function pauseIssue(
  { db, by }: Pick<Context, 'db' | 'by'>,
  number: number,
): Promise<PauseOutcome> {
  return db.transaction().execute(async (tx) => {
    if (await moveIssue(tx, number, 'sending', 'paused')) {
      await recordAct(tx, by, { kind: 'issue-paused', subject: number })
      return { outcome: 'paused' }
    }
    const issue = await findIssue(tx, number)
    return issue ? { outcome: 'not-being-sent', status: issue.status } : { outcome: 'not-found' }
  })
}
