import { clockNow } from '../../../db/queries/clock.ts'
import { listIssuesBetween } from '../../../db/queries/issue.ts'
import { findRhythm, listSkipped } from '../../../db/queries/rhythm.ts'
import type { Context } from '../../context.ts'
import type { Issue } from '../../domain/issue.ts'
import { type Rhythm, type Slot, slotsBetween } from '../../domain/rhythm.ts'
import { type Week, weeksAround } from '../../domain/week.ts'

/** A week with what is planned in it. */
export interface CalendarWeek extends Week {
  readonly isThis: boolean
  readonly slots: readonly PlannedSlot[]
  /** Those that go or went out in it, and the draft of its slot. */
  readonly issues: readonly Issue[]
}

export interface PlannedSlot extends Slot {
  readonly isSkipped: boolean
  readonly hasPassed: boolean
  /** The issue that is that week's, whenever it goes out. */
  readonly issue: Issue | undefined
}

export interface Calendar {
  readonly rhythm: Rhythm | undefined
  /** In which weeks begin and end. */
  readonly timeZone: string
  readonly weeks: readonly CalendarWeek[]
}

const WEEKS_BEFORE = 4
const WEEKS_AHEAD = 8

/** The weeks around now, with the rhythm's slots, what is skipped of them, and the issues. */
export async function showCalendar({ db }: Pick<Context, 'db'>): Promise<Calendar> {
  const rhythm = await findRhythm(db)
  const now = rhythm?.now ?? (await clockNow(db))
  const timeZone = rhythm?.timeZone ?? 'UTC'
  const weeks = weeksAround(now, timeZone, { before: WEEKS_BEFORE, ahead: WEEKS_AHEAD })
  const from = weeks[0]!.from
  const to = weeks.at(-1)!.to
  const issues = await listIssuesBetween(db, from, to)
  const skipped = new Set((await listSkipped(db, from)).map((slot) => slot.getTime()))
  const slots = rhythm && !rhythm.paused ? slotsBetween(rhythm, from, to) : []
  const planned = slots.map((slot) => ({
    ...slot,
    isSkipped: skipped.has(slot.sendAt.getTime()),
    hasPassed: slot.sendAt <= now,
    issue: issues.find(({ plannedFor }) => plannedFor?.getTime() === slot.sendAt.getTime()),
  }))
  return {
    rhythm,
    timeZone,
    weeks: weeks.map((week) => ({
      ...week,
      isThis: isWithin(week, now),
      slots: planned.filter(({ sendAt }) => isWithin(week, sendAt)),
      issues: issues.filter((issue) => isWithin(week, (issue.sendAt ?? issue.plannedFor)!)),
    })),
  }
}

function isWithin({ from, to }: Week, moment: Date): boolean {
  return moment >= from && moment < to
}
