import { cancelBatches } from '../../../db/queries/batch-cancel.ts'
import { isFrozen } from '../../../db/queries/frozen-issue.ts'
import { lockIssue } from '../../../db/queries/issue.ts'
import { moveIssue, releaseDigest } from '../../../db/queries/issue-life.ts'
import { accountsOf } from '../../../db/queries/ledger.ts'
import type { Context } from '../../context.ts'
import type { Account } from '../../domain/account.ts'
import type { IssueStatus } from '../../domain/issue.ts'

export type CancelOutcome =
  | { readonly outcome: 'cancelled'; readonly account: Account }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-prepared' | 'over'; readonly status: IssueStatus }

const BATCHES_AT_ONCE = 100

/**
 * Ends an issue for good, in mid-send or before. Whoever may have been sent it already stays in the account
 * as that; all others are excluded, and the month's next issue has what monthly readers did not get.
 * Interrupted, the pulse does the rest.
 */
export async function cancelIssue({ db }: Pick<Context, 'db'>, number: number): Promise<CancelOutcome> {
  const refused = await db.transaction().execute(async (tx): Promise<CancelOutcome | undefined> => {
    const issue = await lockIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    const { status } = issue
    if (status === 'sent' || status === 'cancelled') return { outcome: 'over', status }
    if (!(await isFrozen(tx, number))) return { outcome: 'not-prepared', status }
    await moveIssue(tx, number, status, 'cancelled')
    await releaseDigest(tx, number)
    return undefined
  })
  if (refused) return refused
  await cancelRest({ db }, number)
  const accounts = await accountsOf(db, [number])
  return { outcome: 'cancelled', account: accounts.get(number)! }
}

/** Excludes whoever a cancelled issue was not sent to. */
export async function cancelRest({ db }: Pick<Context, 'db'>, number: number): Promise<void> {
  while ((await cancelBatches(db, number, BATCHES_AT_ONCE)) > 0);
}
