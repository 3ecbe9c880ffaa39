import { Temporal } from 'temporal-polyfill'

/** A week of the calendar, from Monday to Monday in some zone. */
export interface Week {
  /** Its Monday: `2026-11-30`. */
  readonly monday: string
  readonly from: Date
  readonly to: Date
}

/** The weeks around a moment, the oldest first. */
export function weeksAround(
  now: Date,
  timeZone: string,
  { before, ahead }: { readonly before: number; readonly ahead: number },
): Week[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
  const first = today.subtract({ days: today.dayOfWeek - 1 }).subtract({ weeks: before })
  const begin = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds)
  return Array.from({ length: before + 1 + ahead }, (_, week) => {
    const monday = first.add({ weeks: week })
    return { monday: monday.toString(), from: begin(monday), to: begin(monday.add({ weeks: 1 })) }
  })
}
