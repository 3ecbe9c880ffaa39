import { describe, expect, test } from 'vitest'
import {
  cronOf,
  describeRhythm,
  nearestSlot,
  nextOpenSlot,
  nextSlot,
  parseRhythm,
  type Slot,
  slotsBetween,
} from '../../src/domain/rhythm.ts'
import { repeatNote } from '../../src/domain/send-time.ts'

const rhythm = (weekday: number, time: string, timeZone: string) => ({ weekday, time, timeZone })
const at = (iso: string) => new Date(iso)
const moments = (slots: readonly Slot[]) => slots.map(({ sendAt }) => sendAt.toISOString().slice(0, 16))

describe('in Berlin', () => {
  const tuesdays = rhythm(2, '09:00', 'Europe/Berlin')

  test('nine o’clock stays nine o’clock when the clocks go back and forward', () => {
    expect(moments(slotsBetween(tuesdays, at('2026-10-18T00:00Z'), at('2026-10-31T00:00Z')))).toEqual([
      '2026-10-20T07:00',
      '2026-10-27T08:00',
    ])
    expect(moments(slotsBetween(tuesdays, at('2027-03-22T00:00Z'), at('2027-04-01T00:00Z')))).toEqual([
      '2027-03-23T08:00',
      '2027-03-30T07:00',
    ])
  })

  test('a time in the gap goes out an hour later, and says so', () => {
    const [before, inGap, after] = slotsBetween(
      rhythm(7, '02:30', 'Europe/Berlin'),
      at('2027-03-20T00:00Z'),
      at('2027-04-05T00:00Z'),
    )
    expect(moments([before!, inGap!, after!])).toEqual([
      '2027-03-21T01:30',
      '2027-03-28T01:30',
      '2027-04-04T00:30',
    ])
    expect(inGap!.note).toBe(
      'That day the clocks go forward over 02:30 in Europe/Berlin: it goes out at 03:30.',
    )
    expect([before!.note, after!.note]).toEqual([undefined, undefined])
  })

  test('of a time that comes twice the first is meant, and it says so', () => {
    const slot = nextSlot(rhythm(7, '02:30', 'Europe/Berlin'), at('2026-10-24T00:00Z'))
    expect(slot.sendAt).toEqual(at('2026-10-25T00:30Z'))
    expect(slot.note).toContain('02:30 comes twice in Europe/Berlin: this is the first, at UTC+02:00')
    expect(repeatNote({ sendAt: at('2026-10-25T01:30Z'), timeZone: 'Europe/Berlin' })).toContain(
      'the second, at UTC+01:00',
    )
  })
})

test.each([
  ['America/New_York', '02:30', '2027-03-12T00:00Z', '2027-03-14T07:30', '03:30'],
  ['America/New_York', '01:30', '2026-10-31T12:00Z', '2026-11-01T05:30', 'first, at UTC-04:00'],
  // The clocks of Lord Howe move by half an hour.
  ['Australia/Lord_Howe', '02:15', '2026-10-01T00:00Z', '2026-10-03T15:45', '02:45'],
  ['Australia/Lord_Howe', '01:45', '2027-03-31T00:00Z', '2027-04-03T14:45', 'first, at UTC+11:00'],
  ['Asia/Tokyo', '02:30', '2027-03-27T00:00Z', '2027-03-27T17:30', undefined],
])('on a Sunday in %s, %s after %s is %s', (timeZone, time, after, moment, note) => {
  const slot = nextSlot(rhythm(7, time, timeZone), at(after))
  expect(moments([slot])).toEqual([moment])
  if (note === undefined) expect(slot.note).toBeUndefined()
  else expect(slot.note).toContain(note)
})

test('a year of slots is a year of weeks, each on its day, in every zone', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo', 'UTC']) {
    for (const weekday of [1, 2, 7]) {
      const slots = slotsBetween(
        rhythm(weekday, '02:30', zone),
        at('2026-01-01T00:00Z'),
        at('2027-01-01T00:00Z'),
      )
      expect([52, 53]).toContain(slots.length)
      for (const [index, { sendAt }] of slots.slice(1).entries()) {
        const hours = (sendAt.getTime() - slots[index]!.sendAt.getTime()) / 3_600_000
        expect(Math.abs(hours - 168)).toBeLessThanOrEqual(1)
      }
    }
  }
})

test('the moment of a slot itself is over: the next is in a week', () => {
  const tuesdays = rhythm(2, '09:00', 'Europe/Berlin')
  expect(moments([nextSlot(tuesdays, at('2026-12-01T08:00Z'))])).toEqual(['2026-12-08T08:00'])
  expect(moments([nextSlot(tuesdays, at('2026-12-01T07:59:59Z'))])).toEqual(['2026-12-01T08:00'])
})

test('skipped slots are passed over, however many', () => {
  const tuesdays = rhythm(2, '09:00', 'UTC')
  const skipped = slotsBetween(tuesdays, at('2026-12-01T00:00Z'), at('2027-02-01T00:00Z')).map(
    (slot) => slot.sendAt,
  )
  expect(moments([nextOpenSlot(tuesdays, at('2026-11-30T00:00Z'), skipped)])).toEqual(['2027-02-02T09:00'])
})

test('a moment belongs to the slot that is nearest', () => {
  const tuesdays = rhythm(2, '09:00', 'UTC')
  expect(moments([nearestSlot(tuesdays, at('2026-12-03T12:00Z'))])).toEqual(['2026-12-01T09:00'])
  expect(moments([nearestSlot(tuesdays, at('2026-12-05T12:00Z'))])).toEqual(['2026-12-08T09:00'])
})

test('cron and people are told the same', () => {
  const sundays = rhythm(7, '09:05', 'Europe/Berlin')
  expect(cronOf(sundays)).toEqual({ pattern: '5 9 * * 0', tz: 'Europe/Berlin' })
  expect(describeRhythm(sundays)).toBe('Every Sunday 09:05 (Europe/Berlin)')
})

test.each([
  [{ weekday: '8' }, 'weekday', 'Choose one of the days'],
  [{ time: '' }, 'time', 'The time is empty'],
  [{ time: '24:00' }, 'time', 'not a time of day'],
  [{ time: '<b>9</b>' }, 'time', 'not a time of day'],
  [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'no time zone "Mars/Olympus"'],
  [{ timeZone: '+02:00' }, 'timeZone', 'no time zone'],
])('a rhythm with %j is refused at its field', (wrong, field, words) => {
  const parsed = parseRhythm({ weekday: '2', time: '9:00', timeZone: 'Europe/Berlin', ...wrong })
  expect(parsed).toMatchObject({ problems: { [field]: expect.stringContaining(words) } })
})

test('a rhythm is read as people write it', () => {
  expect(parseRhythm({ weekday: '2', time: ' 9:00 ', timeZone: ' europe/BERLIN' })).toEqual({
    rhythm: rhythm(2, '09:00', 'Europe/Berlin'),
  })
})
