import { findIssue } from '../../../db/queries/issue.ts'
import { listTaken } from '../../../db/queries/issue-plan.ts'
import { findRhythm } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'
import type { Issue } from '../../domain/issue.ts'
import { nextOpenSlot } from '../../domain/rhythm.ts'
import { localParts } from '../../domain/send-time.ts'

/** An issue, and the time that is proposed for it. */
export interface SchedulePlan {
  readonly issue: Issue
  readonly day: string
  readonly time: string
  readonly timeZone: string
  /** What daylight saving does to the proposed time. */
  readonly note: string | undefined
}

/** Proposes what is set, else the issue's own slot of the rhythm, or the next one, that is neither skipped nor taken; else nothing but a zone. */
export async function showSchedule(
  { db }: Pick<Context, 'db'>,
  number: number,
): Promise<SchedulePlan | undefined> {
  const issue = await findIssue(db, number)
  if (!issue) return undefined
  const { sendAt, timeZone } = issue
  if (sendAt && timeZone) return { issue, ...localParts({ sendAt, timeZone }), timeZone, note: undefined }
  const rhythm = await findRhythm(db)
  if (!rhythm) return { issue, day: '', time: '', timeZone: 'UTC', note: undefined }
  const { plannedFor } = issue
  const isAhead = plannedFor !== null && plannedFor > rhythm.now
  const from = isAhead ? new Date(plannedFor.getTime() - 1) : rhythm.now
  const taken = await listTaken(db, from, number)
  const slot = nextOpenSlot(rhythm, from, [...rhythm.skipped, ...taken])
  return { issue, ...localParts(slot), timeZone: rhythm.timeZone, note: slot.note }
}
