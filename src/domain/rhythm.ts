import { Temporal } from 'temporal-polyfill'
import { parseSendTime, repeatNote, type SendTime } from './send-time.ts'

/** When the newsletter goes out, week after week: "Every Tuesday 09:00, Europe/Berlin". */
export interface Rhythm {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number
  /** `09:00` */
  readonly time: string
  readonly timeZone: string
  /** Nothing opens by itself, and no slot is expected to be filled. */
  readonly paused: boolean
}

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

/** One week's moment of a rhythm. */
export interface Slot extends SendTime {
  /** The local day: `2026-12-01`. */
  readonly day: string
  /** What daylight saving does to it, in a sentence. */
  readonly note: string | undefined
}

type Beat = Pick<Rhythm, 'weekday' | 'time' | 'timeZone'>

/** The first slot after a moment. */
export function nextSlot(rhythm: Beat, after: Date): Slot {
  return slotsFrom(rhythm, after).find(({ sendAt }) => sendAt > after)!
}

/** The first slot after a moment that is none of these: skipped, or taken. */
export function nextOpenSlot(rhythm: Beat, after: Date, closed: readonly Date[]): Slot {
  const slots = slotsFrom(rhythm, after, closed.length + FEW_WEEKS)
  const isClosed = ({ sendAt }: Slot) => closed.some((slot) => slot.getTime() === sendAt.getTime())
  return slots.find((slot) => slot.sendAt > after && !isClosed(slot))!
}

/** Whether a slot is to have an issue: a draft opens for it where it has none. */
export function isExpected(
  { paused, skipped }: Rhythm & { readonly skipped: readonly Date[] },
  slot: Date | null,
): boolean {
  return slot !== null && !paused && !skipped.some((one) => one.getTime() === slot.getTime())
}

/** The slots from one moment to another, both included. */
export function slotsBetween(rhythm: Beat, from: Date, to: Date): Slot[] {
  const weeks = Math.ceil((to.getTime() - from.getTime()) / WEEK_MS) + 3
  return slotsFrom(rhythm, from, weeks).filter(({ sendAt }) => sendAt >= from && sendAt <= to)
}

/** The slot of the week that a moment belongs to: the nearest one. */
export function nearestSlot(rhythm: Beat, to: Date): Slot {
  const away = ({ sendAt }: Slot) => Math.abs(sendAt.getTime() - to.getTime())
  return slotsFrom(rhythm, to).reduce((nearest, slot) => (away(slot) < away(nearest) ? slot : nearest))
}

/** "Every Tuesday 09:00 (Europe/Berlin)". */
export function describeRhythm({ weekday, time, timeZone }: Beat): string {
  return `Every ${WEEKDAYS[weekday - 1]} ${time} (${timeZone})`
}

/** The same for cron, whose Sunday is 0. */
export function cronOf({ weekday, time, timeZone }: Beat): { readonly pattern: string; readonly tz: string } {
  const [hour, minute] = time.split(':').map(Number)
  return { pattern: `${minute} ${hour} * * ${weekday % 7}`, tz: timeZone }
}

const WEEK_MS = 7 * 24 * 60 * 60_000
const FEW_WEEKS = 4

/** Weekly, from the week before a moment on. */
function slotsFrom(rhythm: Beat, from: Date, weeks = FEW_WEEKS): Slot[] {
  const day = Temporal.Instant.fromEpochMilliseconds(from.getTime())
    .toZonedDateTimeISO(rhythm.timeZone)
    .toPlainDate()
  const first = day.subtract({ days: ((day.dayOfWeek - rhythm.weekday + 7) % 7) + 7 })
  return Array.from({ length: weeks }, (_, week) => slotOn(rhythm, first.add({ weeks: week })))
}

/** In a gap, as much later as the clocks go forward; of a time that comes twice, the first. */
function slotOn({ time, timeZone }: Beat, day: Temporal.PlainDate): Slot {
  const wanted = day.toPlainDateTime(Temporal.PlainTime.from(time))
  const zoned = wanted.toZonedDateTime(timeZone, { disambiguation: 'compatible' })
  const sendAt = new Date(zoned.epochMilliseconds)
  const got = zoned.toPlainTime().toString({ smallestUnit: 'minute' })
  const note = zoned.toPlainDateTime().equals(wanted)
    ? repeatNote({ sendAt, timeZone })
    : `That day the clocks go forward over ${time} in ${timeZone}: it goes out at ${got}.`
  return { sendAt, timeZone, day: day.toString(), note }
}

export type RhythmField = 'weekday' | 'time' | 'timeZone'

/** Reads a rhythm as it was typed. @returns it, or what is wrong with each field. */
export function parseRhythm(
  typed: Readonly<Record<RhythmField, string>>,
): { readonly rhythm: Beat } | { readonly problems: Partial<Record<RhythmField, string>> } {
  const weekday = Number(typed.weekday)
  const time = parseTime(typed.time)
  const inZone = parseSendTime('2026-01-01T12:00', typed.timeZone.trim())
  const problems = {
    ...(Number.isInteger(weekday) && weekday >= 1 && weekday <= 7
      ? {}
      : { weekday: 'Choose one of the days.' }),
    ...(time === undefined ? { time: notATime(typed.time) } : {}),
    ...('problem' in inZone ? { timeZone: inZone.problem } : {}),
  }
  if (time === undefined || 'problem' in inZone || Object.keys(problems).length > 0) return { problems }
  return { rhythm: { weekday, time, timeZone: inZone.timeZone } }
}

/** `09:00` of "9:00" or "09:00"; nothing when it is no time of day. */
export function parseTime(text: string): string | undefined {
  const [, hour, minute] = /^\s*(\d{1,2})[:.](\d\d)\s*$/.exec(text) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  return `${hour.padStart(2, '0')}:${minute}`
}

export function notATime(text: string): string {
  return text.trim() === ''
    ? 'The time is empty. Write it like 09:00.'
    : 'This is not a time of day. Write it like 09:00, by the 24-hour clock.'
}
