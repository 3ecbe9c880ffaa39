import { recordAct } from '../../../db/queries/audit-entry.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { findComparisons } from '../../../db/queries/comparison.ts'
import { lockIssue } from '../../../db/queries/issue.ts'
import { scheduleIssue as schedule, unscheduleIssue } from '../../../db/queries/issue-life.ts'
import type { Context } from '../../context.ts'
import type { IssueStatus } from '../../domain/issue.ts'
import { parseSendTime, type SendTime } from '../../domain/send-time.ts'
import { UNDO_SECONDS } from '../../domain/sending-rules.ts'

/** When an issue goes out: at a local time in a zone, at once, or after the seconds in which that can be undone. */
export type When = { readonly at: string; readonly timeZone: string } | 'now' | 'soon'

export type ScheduleOutcome =
  | ({ readonly outcome: 'scheduled' } & SendTime)
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'on-its-way'; readonly status: IssueStatus }
  | { readonly outcome: 'refused'; readonly problem: string }

/** Plans when an issue goes out, a held one too as long as nothing of it left. The pulse sees to the rest. */
export async function scheduleIssue(
  { db, by }: Pick<Context, 'db' | 'by'>,
  number: number,
  when: When,
): Promise<ScheduleOutcome> {
  return db.transaction().execute(async (tx) => {
    const issue = await lockIssue(tx, number)
    if (!issue) return { outcome: 'not-found' }
    if (!['draft', 'scheduled', 'held'].includes(issue.status)) {
      return { outcome: 'on-its-way', status: issue.status }
    }
    const now = await clockNow(tx)
    const time = timeOf(when, now)
    if ('problem' in time) return { outcome: 'refused', problem: time.problem }
    if (when === 'soon' && issue.status === 'scheduled' && issue.sendAt! <= time.sendAt) {
      // Pressed twice: the seconds are those of the first time.
      return { outcome: 'scheduled', sendAt: issue.sendAt!, timeZone: issue.timeZone! }
    }
    if (typeof when !== 'string' && time.sendAt <= now) {
      return {
        outcome: 'refused',
        problem: `${when.at} in ${when.timeZone} is in the past. Use --now to send at once.`,
      }
    }
    if (issue.comparisons.length === 0) {
      return {
        outcome: 'refused',
        problem: `The issue is empty. Give it comparisons with: issue edit ${number} --comparisons a,b`,
      }
    }
    const unpublished = (await findComparisons(tx, issue.comparisons)).filter(
      ({ status }) => status !== 'published',
    )
    if (unpublished.length > 0) {
      const list = unpublished.map(({ slug, status }) => `"${slug}" (${status})`).join(', ')
      return {
        outcome: 'refused',
        problem: `Not published: ${list}. Publish it, or take it out of the issue.`,
      }
    }
    if (issue.status === 'held') await unscheduleIssue(tx, number)
    const scheduled = await schedule(tx, number, time)
    if (scheduled && when === 'soon') await recordAct(tx, by, { kind: 'issue-sent-now', subject: number })
    return scheduled ? { outcome: 'scheduled', ...time } : { outcome: 'on-its-way', status: issue.status }
  })
}

function timeOf(when: When, now: Date): SendTime | { readonly problem: string } {
  if (when === 'now') return { sendAt: now, timeZone: 'UTC' }
  if (when === 'soon') return { sendAt: new Date(now.getTime() + UNDO_SECONDS * 1_000), timeZone: 'UTC' }
  return parseSendTime(when.at, when.timeZone)
}
