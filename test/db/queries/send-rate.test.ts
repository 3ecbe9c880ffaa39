import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { type Draw, drawSlot, learnRate, pauseSlots, slipSlots } from '../../../db/queries/send-rate.ts'
import { createTestDatabase } from '../../support/database.ts'

const { db } = await createTestDatabase()
const slow = { requestsPerSecond: 0.01 }
/** At a hundredth of a request a second, slots lie this far apart, and nothing that takes seconds matters. */
const SLOT_MS = 101_600
const SECONDS = 20_000

beforeEach(async () => {
  await sql`
    update send_rate set next_slot = clock_timestamp(), mails_slot = '-infinity', allowed_per_second = null,
      caution = 0, refused_at = '-infinity'`.execute(db)
})

function opensInMs(draw: Draw): number {
  if (draw.outcome !== 'drawn')
    throw new Error(`There was no slot, and none to ask for in ${draw.askInMs} ms.`)
  return draw.opensInMs
}

function askInMs(draw: Draw): number {
  if (draw.outcome !== 'none-yet') throw new Error(`There was a slot, in ${draw.opensInMs} ms.`)
  return draw.askInMs
}

const near = (value: number, slots: number) => Math.abs(value - slots * SLOT_MS) < SECONDS

test('slots lie evenly apart, and a batch reserves one ahead, no more', async () => {
  expect(near(opensInMs(await drawSlot(db, 'issues', slow)), 0)).toBe(true)
  expect(near(opensInMs(await drawSlot(db, 'issues', slow)), 1)).toBe(true)
  expect(near(askInMs(await drawSlot(db, 'issues', slow)), 1)).toBe(true)
  expect(near(askInMs(await drawSlot(db, 'issues', slow)), 1)).toBe(true)
})

test('however many draw at once, each slot goes to one of them', async () => {
  const draws = await Promise.all(Array.from({ length: 30 }, () => drawSlot(db, 'issues', slow)))
  const slots = draws.filter((draw) => draw.outcome === 'drawn').map((draw) => draw.opensInMs)
  expect(slots.length).toBe(2)
  expect(near(Math.abs(slots[0]! - slots[1]!), 1)).toBe(true)
})

test('a small mail has the next free slot, behind two at most, however many batches wait', async () => {
  for (let batch = 0; batch < 20; batch++) await drawSlot(db, 'issues', slow)
  expect(near(opensInMs(await drawSlot(db, 'mails', slow)), 2)).toBe(true)
})

test('small mails beyond their share leave the slots that batches want', async () => {
  for (let batch = 0; batch < 3; batch++) await drawSlot(db, 'issues', slow)
  opensInMs(await drawSlot(db, 'mails', slow))
  // At this rate their share is one in two.
  expect(near(askInMs(await drawSlot(db, 'mails', slow)), 2)).toBe(true)
})

test('with no issue being sent, small mails may have every slot', async () => {
  opensInMs(await drawSlot(db, 'mails', slow))
  await slipSlots(db, -SLOT_MS)
  expect(near(opensInMs(await drawSlot(db, 'mails', slow)), 0)).toBe(true)
})

test('a slot that nobody took is not saved up', async () => {
  await slipSlots(db, -5 * SLOT_MS)
  expect(near(opensInMs(await drawSlot(db, 'issues', slow)), 0)).toBe(true)
  expect(near(opensInMs(await drawSlot(db, 'mails', slow)), 1)).toBe(true)
})

test('who started late moves the slots that follow', async () => {
  await drawSlot(db, 'issues', slow)
  await slipSlots(db, SLOT_MS / 2)
  expect(near(opensInMs(await drawSlot(db, 'mails', slow)), 1.5)).toBe(true)
})

test('when Resend asks for a pause, everybody pauses, small mails too', async () => {
  await pauseSlots(db, 10 * SLOT_MS)
  expect(near(askInMs(await drawSlot(db, 'issues', slow)), 9)).toBe(true)
  expect(askInMs(await drawSlot(db, 'mails', slow))).toBeGreaterThan(5 * SLOT_MS)
})

test('after a refusal for the rate slots lie wider apart, until that has worn off', async () => {
  const everyMs = async () => {
    await sql`update send_rate set next_slot = clock_timestamp()`.execute(db)
    const draw = await drawSlot(db, 'issues', slow)
    if (draw.outcome !== 'drawn') throw new Error('There was no slot.')
    return draw.everyMs
  }
  expect(await everyMs()).toBeCloseTo(101_600, -1)
  // Two refusals at once are one.
  await pauseSlots(db, 0)
  await pauseSlots(db, 0)
  expect(await everyMs()).toBeCloseTo(103_600, -3)
  await sql`update send_rate set refused_at = refused_at - interval '10 minutes'`.execute(db)
  expect(await everyMs()).toBeCloseTo(101_600, -1)
})

test('the rate is what is configured or what Resend allows, whichever is lower, and recovers', async () => {
  const rate = async () => {
    await sql`update send_rate set next_slot = clock_timestamp()`.execute(db)
    const draw = await drawSlot(db, 'issues', { requestsPerSecond: 5 })
    if (draw.outcome !== 'drawn') throw new Error('There was no slot.')
    return Math.round(1000 / draw.everyMs)
  }
  expect(await rate()).toBe(5)
  await learnRate(db, 2)
  expect(await rate()).toBe(2)
  await learnRate(db, 100)
  expect(await rate()).toBe(5)
  await learnRate(db, 0)
  expect(await rate()).toBe(5)
})

test('what Resend allows is written when it changes, and not with every answer', async () => {
  await learnRate(db, 10)
  const version = async () => (await sql<{ xmin: string }>`select xmin from send_rate`.execute(db)).rows[0]
  const before = await version()
  await learnRate(db, 10)
  expect(await version()).toEqual(before)
  await learnRate(db, 11)
  expect(await version()).not.toEqual(before)
})

test('a clock that was set back stops nothing', async () => {
  await sql`
    update send_rate set next_slot = clock_timestamp() + interval '1 year',
      mails_slot = clock_timestamp() + interval '1 year'`.execute(db)
  expect(near(opensInMs(await drawSlot(db, 'issues', slow)), 0)).toBe(true)
  expect(near(opensInMs(await drawSlot(db, 'mails', slow)), 1)).toBe(true)
})
