import { recordAct } from '../../../db/queries/audit-entry.ts'
import { isFrozen } from '../../../db/queries/frozen-issue.ts'
import { lockIssue } from '../../../db/queries/issue.ts'
import { bindIssue, moveIssue, unscheduleIssue } from '../../../db/queries/issue-life.ts'
import type { Context } from '../../context.ts'
import type { IssueStatus } from '../../domain/issue.ts'

export type ResumeOutcome =
  | { readonly outcome: 'resumed'; readonly status: 'sending' | 'draft' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-stopped'; readonly status: IssueStatus }

/**
 * Lets a held or paused issue go on where it stopped, through the provider that is set now: what was being
 * sent goes on, anything earlier is a draft.
 */
export async function resumeIssue(
  { db, mailer, by }: Pick<Context, 'db' | 'mailer' | 'by'>,
  number: number,
): Promise<ResumeOutcome> {
  return db.transaction().execute(async (tx) => {
    const issue = await lockIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    const { status } = issue
    if (status !== 'held' && status !== 'paused') return { outcome: 'not-stopped', status }
    await recordAct(tx, by, { kind: 'issue-resumed', subject: number })
    if (await isFrozen(tx, number)) {
      await bindIssue(tx, number, mailer.provider)
      await moveIssue(tx, number, status, 'sending')
      return { outcome: 'resumed', status: 'sending' }
    }
    await unscheduleIssue(tx, number)
    return { outcome: 'resumed', status: 'draft' }
  })
}
