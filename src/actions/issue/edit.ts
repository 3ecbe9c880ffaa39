import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { endGathering, findIssue, lockIssue, setComparisons, updateDraft } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import type { Issue, IssueStatus } from '../../domain/issue.ts'
import { checkDraft, type DraftProblem } from './check-draft.ts'
import type { NewIssue } from './create.ts'

/** What an editor saw when they began to edit. Without it, whatever there is now is edited. */
export interface Basis {
  readonly version: number
  /** The slugs that stood in the issue, in their order. */
  readonly comparisons: readonly string[]
  /** Whether they know that a scheduled issue becomes a draft. */
  readonly unschedules: boolean
}

export type EditOutcome =
  | { readonly outcome: 'edited'; readonly wasScheduled: boolean }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'on-its-way'; readonly status: IssueStatus }
  /** Somebody else saved it since, or it was scheduled without this editor's knowing. */
  | { readonly outcome: 'changed-meanwhile' | 'unconfirmed'; readonly issue: Issue }
  | DraftProblem

/** Changes what is given of a draft. A scheduled issue becomes a draft again. */
export async function editIssue(
  { db, by }: Pick<Context, 'db' | 'by'>,
  number: number,
  changes: Partial<NewIssue>,
  basis?: Basis,
): Promise<EditOutcome> {
  return db.transaction().execute(async (tx) => {
    if (!(await lockIssue(tx, number))) return { outcome: 'not-found' }
    // Its list, too, as it is now that nobody else changes it.
    const issue = (await findIssue(tx, number))!
    if (basis && basis.version !== issue.version) return { outcome: 'changed-meanwhile', issue }
    const problem = await checkDraft(tx, changes)
    if (problem) return problem
    if (basis && !basis.unschedules && issue.status === 'scheduled') return { outcome: 'unconfirmed', issue }
    const { subject, preheader, intro } = changes
    const words = {
      ...(subject === undefined ? {} : { subject: subject.trim() }),
      ...(preheader === undefined ? {} : { preheader: preheader.trim() || null }),
      ...(intro === undefined ? {} : { intro: intro.trim() }),
    }
    if (!(await updateDraft(tx, number, words))) return { outcome: 'on-its-way', status: issue.status }
    if (changes.comparisons) await replaceList(tx, issue, changes.comparisons, basis)
    await recordAct(tx, by, { kind: 'issue-edited', subject: number })
    return { outcome: 'edited', wasScheduled: issue.status === 'scheduled' }
  })
}

/** What joined a list that fills by itself, while the editor had it before them, stays at its end. */
async function replaceList(
  tx: Db,
  { number, gathers, comparisons: present }: Issue,
  wanted: readonly string[],
  basis: Basis | undefined,
): Promise<void> {
  const known = new Set([...wanted, ...(basis?.comparisons ?? present)])
  const list = [...wanted, ...(gathers ? present.filter((slug) => !known.has(slug)) : [])]
  if (list.join() === present.join()) return
  await setComparisons(tx, number, list)
  const isTouched = wanted.join() !== (basis?.comparisons ?? present).join()
  if (isTouched) await endGathering(tx, number)
}
