import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../../db/connect.ts'
import { drawSlot, pauseSlots } from '../../../db/queries/send-rate.ts'
import { createTestDatabase } from '../../support/database.ts'

const { db, url } = await createTestDatabase()

beforeEach(async () => {
  await db
    .updateTable('sendRate')
    .set({ nextSlot: new Date(0) })
    .execute()
})

test('whoever draws, slots lie evenly apart', async () => {
  const other = connect({ url })
  const start = Date.now()
  const slots = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const wait = await drawSlot(i % 2 ? db : other, 10)
      return Date.now() - start + wait
    }),
  )
  await other.destroy()
  slots.sort((a, b) => a - b)
  // 40 slots at 10 a second: the last starts 3.9 seconds after the first, and no second holds more than 10.
  expect(slots.at(-1)! - slots[0]!).toBeGreaterThan(3_800)
  expect(slots.at(-1)! - slots[0]!).toBeLessThan(4_300)
  for (const slot of slots) {
    expect(slots.filter((other) => other >= slot && other < slot + 900).length).toBeLessThanOrEqual(10)
  }
})

test('a slot that nobody took is not saved up', async () => {
  expect(await drawSlot(db, 2)).toBeLessThan(50)
  const second = await drawSlot(db, 2)
  expect(second).toBeGreaterThan(400)
  expect(second).toBeLessThanOrEqual(500)
})

test('when Resend asks for a pause, everybody pauses', async () => {
  await pauseSlots(db, 3_000)
  expect(await drawSlot(db, 100)).toBeGreaterThan(2_800)
})

test('a clock that was set back does not stop everything for ever', async () => {
  await db
    .updateTable('sendRate')
    .set({ nextSlot: new Date(Date.now() + 365 * 86_400_000) })
    .execute()
  expect(await drawSlot(db, 5)).toBeLessThanOrEqual(3_600_000 + 200)
})
