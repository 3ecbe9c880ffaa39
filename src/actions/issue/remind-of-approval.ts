import { findRemindersDue, noteReminder, type ReminderDue } from '../../../db/queries/approval-reminder.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { renderApprovalDue } from '../../../emails/approval-due/render-approval-due.ts'
import type { Context } from '../../context.ts'
import type { Issue } from '../../domain/issue.ts'
import { formatSendTime } from '../../domain/send-time.ts'
import { whoEdits } from '../editor/who-edits.ts'
import { postMails } from '../outbox/post-mail.ts'
import { findApprovalState, isCleared } from './approval-state.ts'

/**
 * Tells all who may approve it of an issue that is about to go out and that nobody approved as it is: a day
 * and an hour before, once each for the time it is scheduled for, however many workers look.
 */
export async function remindOfApprovals(context: Context): Promise<void> {
  for (const due of await findRemindersDue(context.db)) await remind(context, due)
}

async function remind(context: Context, due: ReminderDue): Promise<void> {
  const { db, config } = context
  const issue = await findIssue(db, due.issueNumber)
  if (!issue) return
  const trouble = await findTrouble(context, issue)
  await db.transaction().execute(async (tx) => {
    if (!(await noteReminder(tx, due, trouble !== undefined)) || !trouble) return
    const content = renderApprovalDue({
      site: config.site,
      issueNumber: issue.number,
      trouble,
      ahead: due.ahead,
      time: formatSendTime({ sendAt: issue.sendAt!, timeZone: issue.timeZone! }),
    })
    await postMails(tx, config, { kind: 'approval-due', to: await whoEdits(tx), content })
  })
}

/** Why an issue would not go out, in a sentence. */
async function findTrouble({ db, config, log }: Context, issue: Issue): Promise<string | undefined> {
  try {
    const state = await findApprovalState({ db, config }, issue)
    if (isCleared(state)) return undefined
    if (!state.approval) return 'Nobody has approved it yet.'
    return `It was approved, and is another since then: ${state.changed.join('; ')}.`
  } catch (error) {
    log.error({ err: error, issueNumber: issue.number }, 'approval could not be looked at')
    return 'It can not be put together as it is.'
  }
}
