import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { accountsOf } from '../../../db/queries/ledger.ts'
import type { Context } from '../../context.ts'
import { isOut } from '../../domain/issue.ts'
import { cutAtGaps, splice } from '../../sending/splice.ts'

/**
 * An issue's HTML as it was mailed, but for the reader's own links: in their place stands the page that
 * says where to find them. Nothing until the first mails are on their way.
 */
export async function viewIssue(
  { db, config }: Pick<Context, 'db' | 'config'>,
  number: number,
): Promise<string | undefined> {
  const issue = await findIssue(db, number)
  if (!issue) return undefined
  const accounts = await accountsOf(db, [number])
  if (!isOut(issue, accounts.get(number)!)) return undefined
  const frozen = await findFrozenIssue(db, number)
  if (!frozen) return undefined
  const personalLinks = `${config.site.url}/issues/${number}/personal-links`
  const html = cutAtGaps(frozen.fragments.map((fragment) => fragment.html))
  return splice(html, { preferences: personalLinks, unsubscribe: personalLinks })
}
