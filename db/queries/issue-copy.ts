import type { Db } from '../connect.ts'

export async function insertCopy(
  db: Db,
  copy: { readonly issueNumber: number; readonly subscriberId: number; readonly mailId: number },
): Promise<void> {
  await db.insertInto('issueCopy').values(copy).execute()
}

/** How many copies of an issue were sent to single subscribers. */
export async function countCopies(db: Db, issueNumber: number): Promise<number> {
  const { count } = await db
    .selectFrom('issueCopy')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('issueNumber', '=', issueNumber)
    .executeTakeFirstOrThrow()
  return count
}
