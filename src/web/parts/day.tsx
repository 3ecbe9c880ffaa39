/** "1 December 2026", in the zone that was chosen for it. */
export function Day({ of, timeZone = 'UTC' }: { of: Date; timeZone?: string | null }) {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: timeZone ?? 'UTC' })
  return <time dateTime={of.toISOString()}>{format.format(of)}</time>
}
