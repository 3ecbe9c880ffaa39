import { recordAct } from '../../../db/queries/audit-entry.ts'
import { insertIssue } from '../../../db/queries/issue.ts'
import { appendComparisons, findUnsent } from '../../../db/queries/issue-filling.ts'
import type { Context } from '../../context.ts'
import { MOST_GATHERED, PROPOSED_SUBJECT } from '../../domain/issue.ts'

/** Begins an issue beside the rhythm, with what was published since the last one. @returns its number. */
export async function beginIssue({ db, by }: Pick<Context, 'db' | 'by'>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const number = await insertIssue(tx, { subject: PROPOSED_SUBJECT, intro: '' })
    await appendComparisons(tx, number, await findUnsent(tx, MOST_GATHERED))
    await recordAct(tx, by, { kind: 'issue-created', subject: number })
    return number
  })
}
