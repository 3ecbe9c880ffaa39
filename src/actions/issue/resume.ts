import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { lockIssue } from '../../../db/queries/issue.ts'
import { moveIssue, unscheduleIssue } from '../../../db/queries/issue-life.ts'
import type { Context } from '../../context.ts'
import type { IssueStatus } from '../../domain/issue.ts'

export type ResumeOutcome =
  | { readonly outcome: 'resumed'; readonly status: 'sending' | 'draft' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-held'; readonly status: IssueStatus }

/** Lets a held issue go on where it stopped: what was being sent goes on, anything earlier is a draft. */
export async function resumeIssue({ db }: Pick<Context, 'db'>, number: number): Promise<ResumeOutcome> {
  return db.transaction().execute(async (tx) => {
    const issue = await lockIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    if (issue.status !== 'held') return { outcome: 'not-held', status: issue.status }
    if (await findFrozenIssue(tx, number)) {
      await moveIssue(tx, number, 'held', 'sending')
      return { outcome: 'resumed', status: 'sending' }
    }
    await unscheduleIssue(tx, number)
    return { outcome: 'resumed', status: 'draft' }
  })
}
