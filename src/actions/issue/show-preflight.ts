import { findIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import type { Issue } from '../../domain/issue.ts'
import { type PreflightReport, preflightIssue } from './preflight.ts'

/** An issue and its preflight, from one snapshot. */
export async function showPreflight(
  { db, config }: Pick<Context, 'db' | 'config'>,
  number: number,
): Promise<{ issue: Issue; report: PreflightReport } | undefined> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const issue = await findIssue(tx, number)
      return issue && { issue, report: await preflightIssue({ db: tx, config }, issue) }
    })
}
