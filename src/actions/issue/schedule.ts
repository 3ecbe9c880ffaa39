import type { Db } from '../../../db/connect.ts'
import { recordAct } from '../../../db/queries/audit-entry.ts'
import { clockNow } from '../../../db/queries/clock.ts'
import { endGathering, findIssue, lockIssue } from '../../../db/queries/issue.ts'
import { scheduleIssue as schedule, unscheduleIssue } from '../../../db/queries/issue-life.ts'
import { findLines } from '../../../db/queries/issue-line.ts'
import { planIssue } from '../../../db/queries/issue-plan.ts'
import { lockRhythm, type RhythmNow } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'
import { comparisonTitle } from '../../domain/comparison.ts'
import { type Issue, type IssueStatus, isOpen } from '../../domain/issue.ts'
import { linesKey } from '../../domain/preflight.ts'
import { redact } from '../../domain/redact.ts'
import { nearestSlot } from '../../domain/rhythm.ts'
import { isTooFarAhead, parseSendTime, type SendTime } from '../../domain/send-time.ts'
import { UNDO_SECONDS } from '../../domain/sending-rules.ts'
import { approvalRule, approvalStateOf, findApprovalState, isCleared } from './approval-state.ts'
import { composeLoaded } from './compose-whole-issue.ts'
import { loadWholeIssue } from './load-whole-issue.ts'
import { checkReason, keepOverride } from './override-preflight.ts'
import { doubts, type JudgedLine, namesOf, preflightIssue, stoppers } from './preflight.ts'

/** When an issue goes out: at a local time in a zone, at once, or after the seconds in which that can be undone. */
export type When = { readonly at: string; readonly timeZone: string } | 'now' | 'soon'

export type ScheduleOutcome =
  | ({
      readonly outcome: 'scheduled'
      readonly needsApproval: boolean
      /** What of its preflight is amber. */
      readonly amber: readonly JudgedLine[]
    } & SendTime)
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'on-its-way'; readonly status: IssueStatus }
  | {
      readonly outcome: 'refused'
      readonly problem: string
      /** Which of the two it is about, where it is not the issue itself. */
      readonly field?: 'at' | 'timeZone'
      /** What it is about, for who tells it in their own words. */
      readonly because?: 'past' | 'far' | 'empty' | 'unapproved'
    }
  /** Its preflight is red there. */
  | { readonly outcome: 'preflight'; readonly lines: readonly JudgedLine[] }
  /** It is amber there, and nobody said that it may go out all the same. */
  | { readonly outcome: 'in-doubt'; readonly lines: readonly JudgedLine[] }

export interface ScheduleOptions {
  readonly override?: string | undefined
  readonly amber?: 'passes' | { readonly seen: string }
}

/**
 * Plans when an issue goes out, a held one too as long as nothing of it left. The pulse sees to the rest.
 *
 * @param override why it may go out with what is red in its preflight; for owners and the command line.
 * @param amber which amber lines were seen, by linesKey(); from the command line, none are asked about.
 */
export async function scheduleIssue(
  { db, config, by }: Pick<Context, 'db' | 'config' | 'by'>,
  number: number,
  when: When,
  { override, amber = 'passes' }: ScheduleOptions = {},
): Promise<ScheduleOutcome> {
  return db.transaction().execute(async (tx): Promise<ScheduleOutcome> => {
    const rhythm = await lockRhythm(tx)
    if (!(await lockIssue(tx, number))) return { outcome: 'not-found' }
    // Its list, too, as it is now that nobody else changes it.
    const issue = (await findIssue(tx, number))!
    if (!isOpen(issue)) return { outcome: 'on-its-way', status: issue.status }
    const now = await clockNow(tx)
    const time = timeOf(when, now, rhythm?.timeZone ?? 'UTC')
    if ('problem' in time) return { outcome: 'refused', problem: time.problem, field: time.field }
    const isAboutToGo = issue.status === 'scheduled' && issue.sendAt! <= time.sendAt
    if (when === 'soon' && isAboutToGo && isCleared(await findApprovalState({ db: tx, config }, issue))) {
      // Pressed twice: the seconds are those of the first time.
      return {
        outcome: 'scheduled',
        sendAt: issue.sendAt!,
        timeZone: issue.timeZone!,
        needsApproval: false,
        amber: [],
      }
    }
    const refused = await refusalOf(tx, issue, when, { sendAt: time.sendAt, now })
    if (refused) return refused
    // As it goes out then: in another month, monthly readers get something else with it.
    const whole = await loadWholeIssue(tx, issue, time)
    const composed = composeLoaded(config, whole)
    const rule = await approvalRule({ db: tx, config })
    const needsApproval = !isCleared(approvalStateOf(config, rule, whole, composed))
    if (typeof when === 'string' && needsApproval) {
      return {
        outcome: 'refused',
        problem: 'Nobody approved the issue as it is now. Approve it first.',
        because: 'unapproved',
      }
    }
    const report = await preflightIssue({ db: tx, config }, issue, composed)
    const red = stoppers(report)
    if (red.length > 0 && override === undefined) return { outcome: 'preflight', lines: red }
    const inDoubt = doubts(report)
    if (amber !== 'passes' && inDoubt.length > 0 && amber.seen !== linesKey(inDoubt))
      return { outcome: 'in-doubt', lines: inDoubt }
    const wrong = red.length > 0 ? checkReason(override!) : undefined
    if (wrong) return { outcome: 'refused', problem: wrong }
    for (const line of red) await keepOverride(tx, by, { number, line, reason: override! })
    if (issue.status === 'held') await unscheduleIssue(tx, number)
    if (!(await schedule(tx, number, time))) return { outcome: 'on-its-way', status: issue.status }
    if (issue.gathers) await endGathering(tx, number)
    await placeInRhythm(tx, rhythm, number, time.sendAt)
    const inSpiteOf = inDoubt.length > 0 ? `, in spite of ${namesOf(inDoubt)}` : ''
    const detail = redact(`${time.sendAt.toISOString()}, ${time.timeZone}${inSpiteOf}`)
    const kind = when === 'soon' ? 'issue-sent-now' : 'issue-scheduled'
    await recordAct(tx, by, { kind, subject: number, detail })
    return { outcome: 'scheduled', ...time, needsApproval, amber: inDoubt }
  })
}

/** Where nobody chose a zone, it is the rhythm's, as in what was previewed and approved. */
function timeOf(when: When, now: Date, timeZone: string): ReturnType<typeof parseSendTime> {
  if (when === 'now') return { sendAt: now, timeZone }
  if (when === 'soon') return { sendAt: new Date(now.getTime() + UNDO_SECONDS * 1_000), timeZone }
  return parseSendTime(when.at, when.timeZone)
}

/** Why an issue can not go out then, whatever stands in its preflight. */
async function refusalOf(
  tx: Db,
  { comparisons }: Issue,
  when: When,
  { sendAt, now }: { readonly sendAt: Date; readonly now: Date },
): Promise<ScheduleOutcome | undefined> {
  if (typeof when !== 'string' && sendAt <= now) {
    const problem = `${when.at} in ${when.timeZone} is in the past.`
    return { outcome: 'refused', problem, field: 'at', because: 'past' }
  }
  if (typeof when !== 'string' && isTooFarAhead(sendAt, now)) {
    const problem = `${when.at} in ${when.timeZone} is more than a year ahead. Choose a time within a year.`
    return { outcome: 'refused', problem, field: 'at', because: 'far' }
  }
  if (comparisons.length === 0) {
    const problem = 'The issue is empty. Give it comparisons first.'
    return { outcome: 'refused', problem, because: 'empty' }
  }
  const unpublished = (await findLines(tx, comparisons)).filter(({ status }) => status !== 'published')
  if (unpublished.length === 0) return undefined
  const list = unpublished.map((one) => `${comparisonTitle(one)} (${one.status})`).join(', ')
  return { outcome: 'refused', problem: `Not published: ${list}. Publish it, or take it out of the issue.` }
}

/** An issue is that of the week nearest to its time; so an issue that goes out late leaves the next week free. */
async function placeInRhythm(
  tx: Db,
  rhythm: RhythmNow | undefined,
  number: number,
  sendAt: Date,
): Promise<void> {
  if (rhythm && !rhythm.paused) await planIssue(tx, number, nearestSlot(rhythm, sendAt).sendAt)
}
