import { findUnknownBatches } from '../../../db/queries/batch.ts'
import { findIssue, listIssues } from '../../../db/queries/issue.ts'
import { accountOf } from '../../../db/queries/ledger.ts'
import type { Context } from '../../context.ts'
import type { Account } from '../../domain/account.ts'
import type { Issue } from '../../domain/issue.ts'

/** An issue and where its deliveries stand. */
export interface IssueReport extends Issue {
  readonly account: Account
  readonly unknownBatches: readonly { number: number; attemptedAt: Date | null; lastError: string | null }[]
}

export async function showIssue(
  { db }: Pick<Context, 'db'>,
  number: number,
): Promise<IssueReport | undefined> {
  const issue = await findIssue(db, number)
  if (!issue) return undefined
  return {
    ...issue,
    account: await accountOf(db, number),
    unknownBatches: await findUnknownBatches(db, number),
  }
}

/** Every issue with its account, newest first. */
export async function listIssueReports({
  db,
}: Pick<Context, 'db'>): Promise<(Issue & { account: Account })[]> {
  const issues = await listIssues(db)
  return Promise.all(issues.map(async (issue) => ({ ...issue, account: await accountOf(db, issue.number) })))
}
