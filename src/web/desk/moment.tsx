import { createContext, useContext } from 'react'
import { formatSendTime, withMomentsIn } from '../../domain/send-time.ts'

/**
 * The zone in which the desk tells the time, which its layout provides. The rule for every time at the desk:
 *
 * - When an issue goes or went out is told in the zone in which that was chosen (`issueTime`); while it is still to
 *   come, the issue's own pages and its calendar say it in UTC, too, as editors sit in several zones.
 * - Every other time is told in the zone of the weekly rhythm, and in UTC until there is one: with `Moment`, and with
 *   `Told` where one stands in a text that is kept.
 * - All are written alike, and name their zone, in brackets behind it. What is a day and no moment (a price was
 *   checked) has none: `dayInWords`.
 */
export const DeskZone = createContext('UTC')

/** A moment to the minute, in the desk's zone. */
export function Moment({ at }: { at: Date }) {
  const timeZone = useContext(DeskZone)
  return <time dateTime={at.toISOString()}>{formatSendTime({ sendAt: at, timeZone })}</time>
}

/** A text that the program keeps, such as why an issue is held, its moments in the desk's zone. */
export function Told({ text }: { text: string }) {
  return withMomentsIn(useContext(DeskZone), text)
}
