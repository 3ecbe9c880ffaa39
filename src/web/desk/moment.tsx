/** A moment to the minute, in UTC: pages that are about a time of the editor's name its zone. */
export function Moment({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{momentInWords(at)}</time>
}

export function momentInWords(at: Date): string {
  return `${FORMAT.format(at)} UTC`
}

const FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
