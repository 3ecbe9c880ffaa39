import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { findIssue, moveIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import type { IssueStatus } from '../../domain/issue.ts'

export type ResumeOutcome =
  | { readonly outcome: 'resumed'; readonly status: IssueStatus }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-held'; readonly status: IssueStatus }

/** Lets a held issue go on where it stopped: what was being sent goes on, anything earlier is a draft. */
export async function resumeIssue({ db }: Pick<Context, 'db'>, number: number): Promise<ResumeOutcome> {
  return db.transaction().execute(async (tx) => {
    const issue = await findIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    const next = (await findFrozenIssue(tx, number)) ? 'sending' : 'draft'
    const moved = await moveIssue(tx, number, 'held', next)
    return moved ? { outcome: 'resumed', status: next } : { outcome: 'not-held', status: issue.status }
  })
}
