import { recordAct } from '../../../db/queries/audit-entry.ts'
import { cancelBatches } from '../../../db/queries/batch-cancel.ts'
import { isFrozen } from '../../../db/queries/frozen-issue.ts'
import { lockIssue } from '../../../db/queries/issue.ts'
import { moveIssue, releaseDigest } from '../../../db/queries/issue-life.ts'
import { accountsOf } from '../../../db/queries/ledger.ts'
import type { Context } from '../../context.ts'
import type { Account } from '../../domain/account.ts'
import type { IssueStatus } from '../../domain/issue.ts'
import type { Work } from '../../domain/work.ts'

type NotCancelled =
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-prepared' | 'over'; readonly status: IssueStatus }

export type CancelOutcome = { readonly outcome: 'cancelled'; readonly account: Account } | NotCancelled

export type CancellationOutcome =
  | { readonly outcome: 'cancelled'; readonly work: readonly Work[] }
  | NotCancelled

const BATCHES_AT_ONCE = 100

/**
 * Ends an issue for good, in mid-send or before. Whoever may have been sent it already stays in the account
 * as that; all others are excluded, and the month's next issue has what monthly readers did not get.
 * Interrupted, the pulse does the rest.
 */
export async function cancelIssue(
  context: Pick<Context, 'db' | 'by'>,
  number: number,
): Promise<CancelOutcome> {
  const begun = await beginCancellation(context, number)
  if (begun.outcome !== 'cancelled') return begun
  await cancelRest(context, number)
  const accounts = await accountsOf(context.db, [number])
  return { outcome: 'cancelled', account: accounts.get(number)! }
}

/** The same, and whoever waits for it waits for no more than that nobody else is mailed. */
export async function beginCancellation(
  { db, by }: Pick<Context, 'db' | 'by'>,
  number: number,
): Promise<CancellationOutcome> {
  return db.transaction().execute(async (tx) => {
    const issue = await lockIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    const { status } = issue
    if (['sent', 'cancelled', 'discarded'].includes(status)) return { outcome: 'over', status }
    if (!(await isFrozen(tx, number))) return { outcome: 'not-prepared', status }
    await moveIssue(tx, number, status, 'cancelled')
    await releaseDigest(tx, number)
    await recordAct(tx, by, { kind: 'issue-cancelled', subject: number })
    return { outcome: 'cancelled', work: [{ kind: 'cancel-rest', issueNumber: number }] }
  })
}

/** Excludes whoever a cancelled issue was not sent to. */
export async function cancelRest({ db }: Pick<Context, 'db'>, number: number): Promise<void> {
  while ((await cancelBatches(db, number, BATCHES_AT_ONCE)) > 0);
}
