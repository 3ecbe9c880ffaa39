import { sql } from 'kysely'
import type { Account } from '../../src/domain/account.ts'
import type { Db } from '../connect.ts'

/** Copies the accounts of issues, of which nothing is still to send, to where they outlive the ledger. */
export async function settleAccount(db: Db, issueNumber: number, account: Account): Promise<void> {
  const { toSend: _, excludedBecause, ...columns } = account
  await db
    .insertInto('settledAccount')
    .values({ issueNumber, ...columns, excludedBecause: JSON.stringify(excludedBecause) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The accounts of those of these issues whose part of the ledger was dropped for its age. */
export async function settledAccountsOf(
  db: Db,
  issueNumbers: readonly number[],
): Promise<Map<number, Account>> {
  const { rows } = await sql<Account & { issueNumber: number }>`
    select issue_number, audience, excluded, excluded_because, accepted, rejected, unknown, 0 as to_send
    from settled_account where issue_number = any (${issueNumbers}::int[])`.execute(db)
  return new Map(rows.map(({ issueNumber, ...account }) => [issueNumber, account]))
}
