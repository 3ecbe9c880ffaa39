import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { lockIssue } from '../../../db/queries/issue.ts'
import { discardDraft, moveIssue } from '../../../db/queries/issue-life.ts'
import { lockRhythm } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'
import type { Issue, IssueStatus } from '../../domain/issue.ts'
import { isExpected } from '../../domain/rhythm.ts'
import { gatherPublished } from '../rhythm/gather.ts'

export type DiscardOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-a-draft'; readonly status: IssueStatus }
  /** It is a week's draft, and another would open in its place: such a week is skipped. */
  | { readonly outcome: 'of-a-week' }

/**
 * Puts a draft aside that is not to become an issue. What is in it is free for others, as if it were in none. Its
 * number and its words stay its own.
 */
export async function discardIssue(
  context: Pick<Context, 'db' | 'by'>,
  number: number,
): Promise<DiscardOutcome> {
  return change(context, number, async (tx, issue, rhythm) => {
    if (issue.status === 'discarded') return { outcome: 'done' }
    if (issue.status !== 'draft') return { outcome: 'not-a-draft', status: issue.status }
    if (rhythm && isExpected(rhythm, issue.plannedFor)) return { outcome: 'of-a-week' }
    await discardDraft(tx, number)
    await recordAct(tx, context.by, { kind: 'issue-discarded', subject: number })
    await gatherPublished(tx)
    return { outcome: 'done' }
  })
}

/**
 * Makes it a draft again, which is of no week, as one that was begun by hand. What is in it may be in another issue by
 * now, and is in both then.
 */
export async function undiscardIssue(
  context: Pick<Context, 'db' | 'by'>,
  number: number,
): Promise<DiscardOutcome> {
  return change(context, number, async (tx, { status }) => {
    if (status === 'draft') return { outcome: 'done' }
    if (!(await moveIssue(tx, number, 'discarded', 'draft'))) return { outcome: 'not-a-draft', status }
    await recordAct(tx, context.by, { kind: 'issue-undiscarded', subject: number })
    return { outcome: 'done' }
  })
}

async function change(
  { db }: Pick<Context, 'db'>,
  number: number,
  act: (tx: Db, issue: Issue, rhythm: Awaited<ReturnType<typeof lockRhythm>>) => Promise<DiscardOutcome>,
): Promise<DiscardOutcome> {
  return db.transaction().execute(async (tx): Promise<DiscardOutcome> => {
    const rhythm = await lockRhythm(tx)
    const issue = await lockIssue(tx, number)
    return issue ? act(tx, issue, rhythm) : { outcome: 'not-found' }
  })
}
