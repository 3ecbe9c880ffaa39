/** A moment to the minute, in UTC: pages that are about a time of the editor's name its zone. */
export function Moment({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{FORMAT.format(at)} UTC</time>
}

const FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
