import { findIssue } from '../../../db/queries/issue.ts'
import { countCopies } from '../../../db/queries/issue-copy.ts'
import {
  type Credits,
  countCredits,
  countOutcomes,
  type Outcomes,
} from '../../../db/queries/issue-outcomes.ts'
import { accountsOf } from '../../../db/queries/ledger.ts'
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

export async function showAccount(
  { db }: Pick<Context, 'db'>,
  number: number,
): Promise<IssueAccount | undefined> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const issue = await findIssue(tx, number)
      if (!issue) return undefined
      const accounts = await accountsOf(tx, [number])
      const isRetired = (await settledAccountsOf(tx, [number])).has(number)
      return {
        issue,
        account: accounts.get(number)!,
        outcomes: isRetired ? undefined : await countOutcomes(tx, number),
        credits: await countCredits(tx, number),
        copies: await countCopies(tx, number),
      }
    })
}
