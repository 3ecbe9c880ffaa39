const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

/** "22 Nov 2026" of `2026-11-22`: how the desk writes a day. */
export function dayInWords(day: string): string {
  return format.format(new Date(day))
}
