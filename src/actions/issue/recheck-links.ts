import { findIssue } from '../../../db/queries/issue.ts'
import { ageLinkChecks } from '../../../db/queries/link-check.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../domain/work.ts'
import { CACHED } from '../link/check.ts'
import { composeWholeIssue } from './compose-whole-issue.ts'
import { outwardLinks } from './outward-links.ts'

/** Has an issue's links looked at again. @returns the work of looking again; nothing where there is no such issue. */
export async function recheckLinks(
  { db, config }: Pick<Context, 'db' | 'config'>,
  number: number,
): Promise<Work[] | undefined> {
  const issue = await findIssue(db, number)
  if (!issue) return undefined
  const { fragments } = await composeWholeIssue({ db, config }, issue)
  await ageLinkChecks(
    db,
    outwardLinks(fragments, config.site.url).map(({ url }) => url),
    CACHED,
  )
  return [{ kind: 'check-links' }]
}
