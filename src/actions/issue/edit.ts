import { recordAct } from '../../../db/queries/audit-entry.ts'
import { lockIssue, setComparisons, updateDraft } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import type { IssueStatus } from '../../domain/issue.ts'
import { checkDraft, type DraftProblem } from './check-draft.ts'
import type { NewIssue } from './create.ts'

export type EditOutcome =
  | { readonly outcome: 'edited'; readonly wasScheduled: boolean }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'on-its-way'; readonly status: IssueStatus }
  | DraftProblem

/** Changes what is given of a draft. A scheduled issue becomes a draft again. */
export async function editIssue(
  { db, by }: Pick<Context, 'db' | 'by'>,
  number: number,
  changes: Partial<NewIssue>,
): Promise<EditOutcome> {
  return db.transaction().execute(async (tx) => {
    const issue = await lockIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    const problem = await checkDraft(tx, changes)
    if (problem) return problem
    const { subject, intro, comparisons } = changes
    const words = {
      ...(subject === undefined ? {} : { subject: subject.trim() }),
      ...(intro === undefined ? {} : { intro: intro.trim() }),
    }
    if (!(await updateDraft(tx, number, words))) return { outcome: 'on-its-way', status: issue.status }
    if (comparisons) await setComparisons(tx, number, comparisons)
    await recordAct(tx, by, { kind: 'issue-edited', subject: number })
    return { outcome: 'edited', wasScheduled: issue.status === 'scheduled' }
  })
}
