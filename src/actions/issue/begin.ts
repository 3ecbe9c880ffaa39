import { recordAct } from '../../../db/queries/audit-entry.ts'
import { insertIssue, lockIssues } from '../../../db/queries/issue.ts'
import { appendComparisons, findBegun, findUnsent } from '../../../db/queries/issue-filling.ts'
import type { Context } from '../../context.ts'
import { MOST_GATHERED, PROPOSED_SUBJECT } from '../../domain/issue.ts'

/**
 * Begins an issue beside the rhythm, with what was published since the last one.
 *
 * @param begunAs a UUID that names the form which asks: pressed again, it begins no other.
 * @returns the issue's number.
 */
export async function beginIssue({ db, by }: Pick<Context, 'db' | 'by'>, begunAs: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await lockIssues(tx)
    const begun = await findBegun(tx, begunAs)
    if (begun !== undefined) return begun
    const number = await insertIssue(tx, { subject: PROPOSED_SUBJECT, intro: '', begunAs })
    await appendComparisons(tx, number, await findUnsent(tx, MOST_GATHERED))
    await recordAct(tx, by, { kind: 'issue-created', subject: number })
    return number
  })
}
