import type { Db } from '../connect.ts'

/** The issues that were held without an editor having been told yet. A trigger notes each hold. */
export async function findUntoldHolds(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('untoldHold').select('issueNumber').distinct().execute()
  return rows.map(({ issueNumber }) => issueNumber)
}

/** @returns whether it is for this transaction to tell: of those that ask at once, one. */
export async function takeUntoldHold(db: Db, issueNumber: number): Promise<boolean> {
  const taken = await db
    .deleteFrom('untoldHold')
    .where('issueNumber', '=', issueNumber)
    .returning('id')
    .execute()
  return taken.length > 0
}
