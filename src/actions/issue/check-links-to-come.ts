import { findIssue, findIssuesToCome } from '../../../db/queries/issue.ts'
import { deleteOldLinkChecks } from '../../../db/queries/link-check.ts'
import type { Context } from '../../context.ts'
import { checkLinks } from '../link/check.ts'
import { composeWholeIssue } from './compose-whole-issue.ts'
import { issueLinks } from './issue-links.ts'

/** Drafts that nobody touches any more are not looked after. */
const MOST_ISSUES = 25
const KEPT = '30 days'

/** Looks where the links of the issues to come lead, so that the preflight knows it when it is opened. */
export async function checkLinksToCome(context: Context): Promise<void> {
  const { db, config, log } = context
  await deleteOldLinkChecks(db, KEPT)
  for (const number of await findIssuesToCome(db, MOST_ISSUES)) {
    try {
      const issue = (await findIssue(db, number))!
      const { fragments } = await composeWholeIssue({ db, config }, issue)
      await checkLinks(
        context,
        issueLinks(fragments, config.site.url).outward.map(({ url }) => url),
      )
    } catch (error) {
      log.warn({ err: error, issueNumber: number }, 'the links of an issue could not be looked at')
    }
  }
}
