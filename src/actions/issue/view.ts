import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { accountOf } from '../../../db/queries/ledger.ts'
import type { Context } from '../../context.ts'
import type { Issue } from '../../domain/issue.ts'
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
  if (!issue || !(await isOut(db, issue))) return undefined
  const frozen = await findFrozenIssue(db, number)
  if (!frozen) return undefined
  const personalLinks = `${config.site.url}/issues/${number}/personal-links`
  const html = cutAtGaps(frozen.fragments.map((fragment) => fragment.html))
  return splice(html, { preferences: personalLinks, unsubscribe: personalLinks })
}

/** An issue can be held before its time and in the middle of it: then the ledger knows. */
async function isOut(db: Context['db'], { number, status }: Issue): Promise<boolean> {
  if (status !== 'held') return status === 'sending' || status === 'paused' || status === 'sent'
  const { accepted, unknown } = await accountOf(db, number)
  return accepted + unknown > 0
}
