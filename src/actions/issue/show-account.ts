import { findIssue } from '../../../db/queries/issue.ts'
import { countCopies } from '../../../db/queries/issue-copy.ts'
import {
  type Credits,
  countCredits,
  countOutcomes,
  type Outcomes,
} from '../../../db/queries/issue-outcomes.ts'
import { accountOf } from '../../../db/queries/ledger.ts'
import { settledAccountsOf } from '../../../db/queries/settled-account.ts'
import type { Context } from '../../context.ts'
import type { Account } from '../../domain/account.ts'
import type { Issue } from '../../domain/issue.ts'

/** What came of an issue. */
export interface IssueAccount {
  readonly issue: Issue
  readonly account: Account
  /** Nothing once its part of the ledger was retired: then only the account is kept. */
  readonly outcomes: Outcomes | undefined
  readonly credits: Credits
  /** How many subscribers were sent a copy. */
  readonly copies: number
}

/** The account of an issue, what was reported of its mails, and what readers did, each read at once with the others. */
export async function showAccount(
  { db, countedBatches }: Pick<Context, 'db' | 'countedBatches'>,
  number: number,
): Promise<IssueAccount | undefined> {
  const [issue, account, outcomes, credits] = await Promise.all([
    findIssue(db, number),
    accountOf(db, number, countedBatches),
    countOutcomes(db, number),
    countCredits(db, number),
  ])
  if (!issue) return undefined
  const isRetired = (await settledAccountsOf(db, [number])).has(number)
  return {
    issue,
    account,
    outcomes: isRetired ? undefined : outcomes,
    credits,
    copies: await countCopies(db, number),
  }
}
