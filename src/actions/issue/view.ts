import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { accountOf } from '../../../db/queries/ledger.ts'
import type { Context } from '../../context.ts'
import { fragmentsOf, WHOLE_ISSUE } from '../../domain/edition.ts'
import { isOut } from '../../domain/issue.ts'
import { editionOf } from '../../sending/issue-mail.ts'
import { publicLinks } from '../../sending/links.ts'
import { spliceFragments } from '../../sending/splice.ts'

/**
 * An issue's HTML as it was mailed, but for the reader's own links: in their place stands the page that
 * says where to find them, or where anybody can vote. Nothing until the first mails are on their way.
 */
export async function viewIssue(
  { db, config, countedBatches }: Pick<Context, 'db' | 'config' | 'countedBatches'>,
  number: number,
): Promise<string | undefined> {
  const issue = await findIssue(db, number)
  if (!issue) return undefined
  if (!isOut(issue, await accountOf(db, number, countedBatches))) return undefined
  const frozen = await findFrozenIssue(db, number)
  if (!frozen) return undefined
  const fragments = fragmentsOf(frozen.fragments, editionOf(frozen, WHOLE_ISSUE))
  return spliceFragments(fragments, publicLinks(config.site.url, number)).html
}
