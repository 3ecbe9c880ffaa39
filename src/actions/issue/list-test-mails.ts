import { findIssue } from '../../../db/queries/issue.ts'
import { findTestMails, type TestMailRow } from '../../../db/queries/test-mail.ts'
import type { Context } from '../../context.ts'
import type { Issue } from '../../domain/issue.ts'

/** Test mails that were sent together, and what became of each; nothing when there are none. */
export async function listTestMails(
  { db }: Pick<Context, 'db'>,
  issueNumber: number,
  firstId: number,
): Promise<{ readonly issue: Issue; readonly mails: readonly TestMailRow[] } | undefined> {
  const issue = await findIssue(db, issueNumber)
  const mails = issue ? await findTestMails(db, firstId) : []
  return issue && mails.length > 0 ? { issue, mails } : undefined
}
