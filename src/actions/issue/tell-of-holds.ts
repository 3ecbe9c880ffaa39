import { findIssue } from '../../../db/queries/issue.ts'
import { findRhythm } from '../../../db/queries/rhythm.ts'
import { findUntoldHolds, takeUntoldHold } from '../../../db/queries/untold-hold.ts'
import { renderIssueHeld } from '../../../emails/issue-held/render-issue-held.ts'
import type { Context } from '../../context.ts'
import { isOut, issueTitle } from '../../domain/issue.ts'
import { redact } from '../../domain/redact.ts'
import { withMomentsIn } from '../../domain/send-time.ts'
import { whoEdits } from '../editor/who-edits.ts'
import { postMails } from '../outbox/post-mail.ts'
import { showProgress } from './show-progress.ts'

/**
 * Tells all who may edit issues of each hold, once, however many workers look. Of an issue that somebody has
 * seen to by then nobody is told.
 */
export async function tellOfHolds(context: Context): Promise<void> {
  for (const issueNumber of await findUntoldHolds(context.db)) await tell(context, issueNumber)
}

async function tell({ db, config, countedBatches }: Context, issueNumber: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await takeUntoldHold(tx, issueNumber))) return
    const issue = await findIssue(tx, issueNumber)
    if (!issue?.heldBecause) return
    const rhythm = await findRhythm(tx)
    const { account, onTheirWay } = (await showProgress({ db: tx, config, countedBatches }, issueNumber))!
    const content = renderIssueHeld({
      site: config.site,
      issueNumber,
      issueTitle: issueTitle(issue),
      hasLeft: isOut(issue, account) || onTheirWay > 0,
      because: redact(withMomentsIn(rhythm?.timeZone ?? 'UTC', issue.heldBecause)),
    })
    await postMails(tx, config, { kind: 'issue-held', to: await whoEdits(tx), content })
  })
}
