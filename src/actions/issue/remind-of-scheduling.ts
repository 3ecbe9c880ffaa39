import type { Db } from '../../../db/connect.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { listPlanned } from '../../../db/queries/issue-plan.ts'
import { findRhythm } from '../../../db/queries/rhythm.ts'
import {
  findScheduleRemindersDue,
  noteScheduleReminder,
  type ScheduleReminder,
} from '../../../db/queries/schedule-reminder.ts'
import { renderScheduleDue } from '../../../emails/schedule-due/render-schedule-due.ts'
import type { Context } from '../../context.ts'
import { nextOpenSlot } from '../../domain/rhythm.ts'
import { formatSendTime } from '../../domain/send-time.ts'
import { whoEdits } from '../editor/who-edits.ts'
import { postMails } from '../outbox/post-mail.ts'

/**
 * Tells all who may schedule it of the draft of a week whose time is near and that nobody scheduled: a day and an
 * hour before, once each, however many workers look.
 */
export async function remindOfScheduling(context: Context): Promise<void> {
  for (const due of await findScheduleRemindersDue(context.db)) await remind(context, due)
}

async function remind({ db, config }: Context, due: ScheduleReminder): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await noteScheduleReminder(tx, due))) return
    const [issue, rhythm] = [await findIssue(tx, due.issueNumber), await findRhythm(tx)]
    if (!issue || !rhythm) return
    const { timeZone } = rhythm
    const next = nextOpenSlot(rhythm, due.plannedFor, rhythm.skipped)
    const content = renderScheduleDue({
      site: config.site,
      issueNumber: issue.number,
      isEmpty: issue.comparisons.length === 0,
      ahead: due.ahead,
      time: formatSendTime({ sendAt: due.plannedFor, timeZone }),
      next: (await isTaken(tx, next.sendAt)) ? undefined : formatSendTime(next),
    })
    await postMails(tx, config, { kind: 'schedule-due', to: await whoEdits(tx), content })
  })
}

async function isTaken(tx: Db, slot: Date): Promise<boolean> {
  const [first] = await listPlanned(tx, slot)
  return first?.plannedFor.getTime() === slot.getTime()
}
