import type { Db } from '../../../db/connect.ts'
import type { Audience } from '../../../db/queries/audience.ts'
import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import type { Context } from '../../context.ts'
import type { Edition } from '../../domain/edition.ts'
import type { Fragment } from '../../domain/fragment.ts'
import type { Issue } from '../../domain/issue.ts'
import { composeWholeIssue } from './compose-whole-issue.ts'

/** All that the readers of an issue get: as it was frozen, or as it would be now. */
export interface IssueEditions {
  readonly issue: Issue
  readonly siteUrl: string
  readonly fragments: readonly Fragment[]
  readonly editions: readonly Edition[]
  /** Who would get what; null once that is frozen, and in the ledger. */
  readonly audience: Audience | null
}

/** Within one transaction that sees one snapshot, as preparing does. */
export async function loadEditions(
  db: Db,
  { config }: Pick<Context, 'config'>,
  issue: Issue,
): Promise<IssueEditions> {
  const frozen = await findFrozenIssue(db, issue.number)
  if (frozen) {
    const { siteUrl, fragments, editions } = frozen
    return { issue, siteUrl, fragments, editions, audience: null }
  }
  const { choices, month, fragments, editions } = await composeWholeIssue({ db, config }, issue)
  return { issue, siteUrl: config.site.url, fragments, editions, audience: { choices, ...month } }
}
