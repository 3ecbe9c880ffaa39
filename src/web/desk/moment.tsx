import { createContext, useContext } from 'react'

/**
 * The zone in which the desk tells the time, which its layout provides. The rule for every time at the desk:
 *
 * - When an issue goes or went out is told in the zone in which that was chosen (`issueTime`); while it is still to
 *   come, the issue's own pages and its calendar say it in UTC, too, as editors sit in several zones.
 * - Every other time is told in the zone of the weekly rhythm, and in UTC until there is one: with `Moment`, or with
 *   `momentInWords` inside a sentence.
 * - Each names its zone, in brackets behind it. What is a day and no moment (a price was checked) has none.
 */
export const DeskZone = createContext('UTC')

/** A moment to the minute, in the desk's zone. */
export function Moment({ at }: { at: Date }) {
  const timeZone = useContext(DeskZone)
  return <time dateTime={at.toISOString()}>{momentInWords(at, timeZone)}</time>
}

/** "22 Nov 2026, 15:03 (Europe/Berlin)" */
export function momentInWords(at: Date, timeZone: string): string {
  return `${formatIn(timeZone).format(at)} (${timeZone})`
}

/** To make one takes longer than to use it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone })
  formats.set(timeZone, format)
  return format
}
