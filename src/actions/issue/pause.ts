import { findIssue } from '../../../db/queries/issue.ts'
import { moveIssue } from '../../../db/queries/issue-life.ts'
import type { Context } from '../../context.ts'
import type { IssueStatus } from '../../domain/issue.ts'

export type PauseOutcome =
  | { readonly outcome: 'paused' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-being-sent'; readonly status: IssueStatus }

/** Stops an issue in mid-send. Requests that have left are answered; no further one starts until it resumes. */
export async function pauseIssue({ db }: Pick<Context, 'db'>, number: number): Promise<PauseOutcome> {
  if (await moveIssue(db, number, 'sending', 'paused')) return { outcome: 'paused' }
  const issue = await findIssue(db, number)
  return issue ? { outcome: 'not-being-sent', status: issue.status } : { outcome: 'not-found' }
}
