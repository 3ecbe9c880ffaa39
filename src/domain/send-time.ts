import { Temporal } from 'temporal-polyfill'

/** A moment that an editor chose, in the zone they chose it in. */
export interface SendTime {
  readonly sendAt: Date
  readonly timeZone: string
}

/**
 * Reads a local time like `2026-12-01T09:00` in an IANA zone. In autumn, when an hour comes twice, the
 * first one is meant.
 *
 * @returns the moment, or a sentence that says what is wrong.
 */
export function parseSendTime(
  local: string,
  timeZone: string,
): SendTime | { readonly problem: string; readonly field: 'at' | 'timeZone' } {
  const dateTime = readLocal(local)
  if (!dateTime) {
    return {
      field: 'at',
      problem: `"${local}" is not a local time. Write it like 2026-12-01T09:00; the zone says the rest.`,
    }
  }
  const zone = zoneNamed(timeZone)
  if (zone === undefined) {
    return {
      field: 'timeZone',
      problem: `There is no time zone "${timeZone}". Use a name like Europe/Berlin or America/New_York.`,
    }
  }
  const zoned = dateTime.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  if (!zoned.toPlainDateTime().equals(dateTime)) {
    const next = dateTime.toZonedDateTime(timeZone, { disambiguation: 'later' }).toPlainDateTime()
    return {
      field: 'at',
      problem:
        `${local} does not exist in ${timeZone}: the clocks go forward over it that day. ` +
        `The same moment is ${next.toString({ smallestUnit: 'minute' })}.`,
    }
  }
  return { sendAt: new Date(zoned.epochMilliseconds), timeZone: zone }
}

/** Whether a time is so far ahead that its year is a slip. */
export function isTooFarAhead(sendAt: Date, now: Date): boolean {
  return sendAt.getTime() - now.getTime() > MOST_DAYS_AHEAD * 24 * 60 * 60_000
}

/** A leap year. */
const MOST_DAYS_AHEAD = 366

const LOCAL = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/

function readLocal(text: string): Temporal.PlainDateTime | undefined {
  try {
    return LOCAL.test(text) ? Temporal.PlainDateTime.from(text, { overflow: 'reject' }) : undefined
  } catch {
    return undefined
  }
}

/** Says which of two a moment is where the clocks show its local time twice that day. */
export function repeatNote({ sendAt, timeZone }: SendTime): string | undefined {
  const zoned = Temporal.Instant.fromEpochMilliseconds(sendAt.getTime()).toZonedDateTimeISO(timeZone)
  const local = zoned.toPlainDateTime()
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(timeZone, { disambiguation }),
  )
  if (first!.epochMilliseconds === second!.epochMilliseconds) return undefined
  const which = zoned.epochMilliseconds === first!.epochMilliseconds ? 'first' : 'second'
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return `That day the clocks go back, and ${time} comes twice in ${timeZone}: this is the ${which}, at UTC${zoned.offset}.`
}

/** A moment as a local day and time: `2026-12-01` and `09:00`. */
export function localParts({ sendAt, timeZone }: SendTime): { readonly day: string; readonly time: string } {
  const zoned = Temporal.Instant.fromEpochMilliseconds(sendAt.getTime()).toZonedDateTimeISO(timeZone)
  return {
    day: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

/** "Tue 1 Dec 2026, 09:00 (Europe/Berlin)". */
export function formatSendTime({ sendAt, timeZone }: SendTime): string {
  return `${formatIn(timeZone).format(sendAt)} (${timeZone})`
}

/**
 * A text that a program keeps, with its moments as people read them: in the given zone, or, behind one that an
 * editor chose, the zone they chose it in. `…T09:00:00.000Z` and `…T09:00:00.000Z, Europe/Berlin` are such moments.
 */
export function withMomentsIn(timeZone: string, text: string): string {
  return text.replaceAll(
    /(\d{4}-\d\d-\d\dT[\d:.]+Z)(, ([\w+/-]+))?/g,
    (whole, moment, behind = '', word = '') => {
      const sendAt = new Date(moment)
      // Others wrote some of what is kept: not everything that looks like a moment or a zone is one.
      if (Number.isNaN(sendAt.getTime())) return whole
      const chosen = zoneNamed(word)
      return chosen
        ? formatSendTime({ sendAt, timeZone: chosen })
        : formatSendTime({ sendAt, timeZone }) + behind
    },
  )
}

/** By time zone, of which there are some hundreds: each takes longer to make than a row of a list does otherwise. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    })
  formats.set(timeZone, format)
  return format
}

/** A zone's name in its own capitals, whatever it was typed in; one that is another's older name stays it. */
function zoneNamed(name: string): string | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name
  } catch {
    return undefined
  }
}
