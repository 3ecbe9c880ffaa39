import { findIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import { type Issue, isOpen } from '../../domain/issue.ts'
import { atOneMoment } from '../at-one-moment.ts'
import { type PreflightReport, preflightIssue } from './preflight.ts'

/** An issue and its preflight, from one snapshot; none for an issue whose bytes are decided. */
export async function showPreflight(
  { db, config }: Pick<Context, 'db' | 'config'>,
  number: number,
): Promise<{ issue: Issue; report: PreflightReport | undefined } | undefined> {
  return atOneMoment(db, async (tx) => {
    const issue = await findIssue(tx, number)
    if (!issue) return undefined
    return { issue, report: isOpen(issue) ? await preflightIssue({ db: tx, config }, issue) : undefined }
  })
}
