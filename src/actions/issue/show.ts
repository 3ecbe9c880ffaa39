import { findDoubtfulBatches, type OpenBatch } from '../../../db/queries/batch-list.ts'
import { findIssue, listIssues } from '../../../db/queries/issue.ts'
import { countCopies } from '../../../db/queries/issue-copy.ts'
import { accountOf, accountsOf } from '../../../db/queries/ledger.ts'
import type { Context } from '../../context.ts'
import type { Account } from '../../domain/account.ts'
import type { Issue } from '../../domain/issue.ts'
import { atOneMoment } from '../at-one-moment.ts'

/** An issue and where its deliveries stand. */
export interface IssueReport extends Issue {
  readonly account: Account
}

/** The same, with the batches that nobody knows the outcome of, and what stands beside the account. */
export interface IssueDetails extends IssueReport {
  readonly doubtfulBatches: readonly OpenBatch[]
  /** How many subscribers were sent a copy. */
  readonly copies: number
}

export async function showIssue(
  { db, countedBatches }: Pick<Context, 'db' | 'countedBatches'>,
  number: number,
): Promise<IssueDetails | undefined> {
  return atOneMoment(db, async (tx) => {
    const issue = await findIssue(tx, number)
    if (!issue) return undefined
    return {
      ...issue,
      account: await accountOf(tx, number, countedBatches),
      doubtfulBatches: await findDoubtfulBatches(tx, number),
      copies: await countCopies(tx, number),
    }
  })
}

/** Every issue with its account, newest first. */
export async function listIssueReports({ db }: Pick<Context, 'db'>): Promise<IssueReport[]> {
  const issues = await listIssues(db)
  const accounts = await accountsOf(
    db,
    issues.map(({ number }) => number),
  )
  return issues.map((issue) => ({ ...issue, account: accounts.get(issue.number)! }))
}
