import { recordAct } from '../../../db/queries/audit-entry.ts'
import { insertIssue, setComparisons } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import { checkDraft, type DraftProblem } from './check-draft.ts'

export interface NewIssue {
  readonly subject: string
  readonly intro: string
  /** Slugs, in the order in which readers get them. */
  readonly comparisons: readonly string[]
}

export type CreateOutcome = { readonly outcome: 'created'; readonly number: number } | DraftProblem

/** Begins a new issue as a draft. */
export async function createIssue(
  { db, by }: Pick<Context, 'db' | 'by'>,
  issue: NewIssue,
): Promise<CreateOutcome> {
  return db.transaction().execute(async (tx) => {
    const problem = await checkDraft(tx, issue)
    if (problem) return problem
    const number = await insertIssue(tx, { subject: issue.subject.trim(), intro: issue.intro.trim() })
    await setComparisons(tx, number, issue.comparisons)
    await recordAct(tx, by, { kind: 'issue-created', subject: number })
    return { outcome: 'created', number }
  })
}
