/** The day of a moment in UTC, like "2026-11-22". */
export function toDay(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}
