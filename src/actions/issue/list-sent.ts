import { listIssues } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import type { Issue } from '../../domain/issue.ts'

/** An issue that every reader of its time has got. */
export interface SentIssue extends Issue {
  readonly sentAt: Date
}

/** The issues that were sent, the newest first. */
export async function listSentIssues({ db }: Pick<Context, 'db'>): Promise<SentIssue[]> {
  return (await listIssues(db)).filter(isSent)
}

function isSent(issue: Issue): issue is SentIssue {
  return issue.status === 'sent' && issue.sentAt !== null
}
