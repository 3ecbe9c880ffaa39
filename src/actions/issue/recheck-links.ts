import { recordAct } from '../../../db/queries/audit-entry.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { ageLinkChecks } from '../../../db/queries/link-check.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import { CACHED } from '../link/check.ts'
import { composeWholeIssue } from './compose-whole-issue.ts'
import { issueLinks } from './issue-links.ts'

/** Has an issue's links looked at again. @returns the work of looking again; nothing where there is no such issue. */
export async function recheckLinks(
  { db, config, by }: Pick<Context, 'db' | 'config' | 'by'>,
  number: number,
): Promise<Work[] | undefined> {
  const issue = await findIssue(db, number)
  if (!issue) return undefined
  const { fragments } = await composeWholeIssue({ db, config }, issue)
  const urls = issueLinks(fragments, config.site.url).outward.map(({ url }) => url)
  await db.transaction().execute(async (tx) => {
    await ageLinkChecks(tx, urls, CACHED)
    await recordAct(tx, by, { kind: 'links-rechecked', subject: number })
  })
  return [{ kind: 'check-links' }]
}
