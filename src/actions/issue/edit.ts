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
  /** Whether they know that what is scheduled or held becomes a draft. */
  readonly unschedules: boolean
}

export type EditOutcome =
  | { readonly outcome: 'edited'; readonly was: IssueStatus }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'on-its-way'; readonly status: IssueStatus }
  /** Somebody else saved it since, or it was scheduled or held without this editor's knowing. */
  | { readonly outcome: 'changed-meanwhile' | 'unconfirmed'; readonly issue: Issue }
  | DraftProblem

/** Changes what is given of a draft. What is scheduled or held becomes a draft again. */
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
    const words = wordsOf(changes)
    const list = changes.comparisons && listOf(issue, changes.comparisons, basis)
    const isSame = isUnchanged(issue, words, list)
    // Saved as it is, and pressed twice, a draft has no other editor than before.
    if (isSame && issue.status === 'draft') return { outcome: 'edited', was: 'draft' }
    if (basis && !isSame && basis.version !== issue.version) return { outcome: 'changed-meanwhile', issue }
    const problem = await checkDraft(tx, changes)
    if (problem) return problem
    const becomesDraft = issue.status === 'scheduled' || issue.status === 'held'
    if (basis && !basis.unschedules && becomesDraft) return { outcome: 'unconfirmed', issue }
    if (!(await updateDraft(tx, number, words))) return { outcome: 'on-its-way', status: issue.status }
    if (list && list.join() !== issue.comparisons.join()) {
      await setComparisons(tx, number, list)
      const isTouched = changes.comparisons!.join() !== (basis ?? issue).comparisons.join()
      if (isTouched) await endGathering(tx, number)
    }
    await recordAct(tx, by, { kind: isSame ? 'issue-unscheduled' : 'issue-edited', subject: number })
    return { outcome: 'edited', was: issue.status }
  })
}

function wordsOf({ subject, preheader, intro }: Partial<NewIssue>) {
  return {
    ...(subject === undefined ? {} : { subject: subject.trim() }),
    ...(preheader === undefined ? {} : { preheader: preheader.trim() || null }),
    ...(intro === undefined ? {} : { intro: intro.trim() }),
  }
}

/** What joined a list that fills by itself, while the editor had it before them, stays at its end. */
function listOf(
  { gathers, comparisons: present }: Issue,
  wanted: readonly string[],
  basis: Basis | undefined,
): readonly string[] {
  const known = new Set([...wanted, ...(basis?.comparisons ?? present)])
  return [...wanted, ...(gathers ? present.filter((slug) => !known.has(slug)) : [])]
}

function isUnchanged(
  issue: Issue,
  words: ReturnType<typeof wordsOf>,
  list: readonly string[] | undefined,
): boolean {
  const { subject, preheader, intro } = { ...issue, ...words }
  return (
    subject === issue.subject &&
    preheader === issue.preheader &&
    intro === issue.intro &&
    (list ?? issue.comparisons).join() === issue.comparisons.join()
  )
}
