import type { ApprovalRule } from '../../src/domain/approval.ts'
import type { Db } from '../connect.ts'

/** Who has to approve issues, where an owner decided it. */
export async function findApprovalRule(db: Db): Promise<ApprovalRule | undefined> {
  const row = await db.selectFrom('approvalRule').select('who').executeTakeFirst()
  return row?.who
}

export async function setApprovalRule(db: Db, who: ApprovalRule): Promise<void> {
  await db
    .insertInto('approvalRule')
    .values({ who })
    .onConflict((conflict) => conflict.column('onlyRow').doUpdateSet({ who }))
    .execute()
}
