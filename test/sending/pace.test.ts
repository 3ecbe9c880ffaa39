import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { drawSlot } from '../../db/queries/send-rate.ts'
import { reserveSlot, untilOpen } from '../../src/sending/pace.ts'
import { createTestDatabase } from '../support/database.ts'

const { db, url } = await createTestDatabase()
const at = (requestsPerSecond: number) => ({ db, config: { requestsPerSecond } })

beforeEach(async () => {
  await sql`update send_rate set next_slot = '-infinity', mails_slot = '-infinity'`.execute(db)
})

test('whoever waits, requests start no closer together than the rate allows', async () => {
  const starts: number[] = []
  const caller = async () => {
    for (let request = 0; request < 6; request++) {
      await waitForSlot(at(20), 'issues')
      starts.push(performance.now())
    }
  }
  await Promise.all([caller(), caller(), caller(), caller()])
  // Late ones move what follows, so that no start is closer to the twentieth after it than a second.
  for (let first = 0; first + 20 < starts.length; first++) {
    expect(starts[first + 20]! - starts[first]!).toBeGreaterThan(1_000)
  }
})

test('a wait with a lead ends before the slot opens', async () => {
  await drawSlot(db, 'issues', { requestsPerSecond: 1 })
  const slot = (await reserveSlot(at(1), 'issues'))!
  await untilOpen(at(1), slot, { leadMs: 60_000 })
  expect(performance.now()).toBeLessThan(slot.opensAt)
})

test('a wait can be ended, while it waits for a slot and while it waits for one to open', async () => {
  await drawSlot(db, 'issues', { requestsPerSecond: 0.001 })
  const slot = (await reserveSlot(at(0.001), 'issues'))!
  const opening = new AbortController()
  const opens = untilOpen(at(0.001), slot, opening)
  opening.abort()
  await expect(opens).rejects.toThrow('aborted')
  const drawing = new AbortController()
  const drawn = waitForSlot(at(0.001), 'issues', drawing)
  setTimeout(() => drawing.abort(), 50)
  await expect(drawn).rejects.toThrow('aborted')
})

test('a slot that is not wanted any more is not drawn', async () => {
  expect(await reserveSlot(at(5), 'mails', { wanted: async () => false })).toBeUndefined()
  const { nextSlot } = await db.selectFrom('sendRate').select('nextSlot').executeTakeFirstOrThrow()
  expect(nextSlot).toBe(Number.NEGATIVE_INFINITY)
})

const nextSlot = async () => {
  const { rows } = await sql<{ ms: number }>`
    select 1000 * extract(epoch from next_slot)::float8 as ms from send_rate`.execute(db)
  return rows[0]!.ms
}

test('a request that starts late moves the slots after it', async () => {
  await drawSlot(db, 'issues', { requestsPerSecond: 5 })
  const before = await nextSlot()
  await untilOpen(at(5), { opensAt: performance.now() - 5_000, everyMs: 202 })
  await expect.poll(nextSlot).toBeGreaterThan(before + 4_900)
})

test('a request that finds no open connection moves the slots after it', async () => {
  await drawSlot(db, 'issues', { requestsPerSecond: 5 })
  const before = await nextSlot()
  // A pool of its own, so that it looks like another process.
  const fresh = connect({ url })
  await untilOpen({ ...at(5), db: fresh }, { opensAt: performance.now() + 50, everyMs: 202 })
  await expect.poll(nextSlot).toBeGreaterThan(before + 50)
  await fresh.destroy()
})

/** A slot, and the moment at which it opens. */
async function waitForSlot(
  context: Parameters<typeof reserveSlot>[0],
  lane: Parameters<typeof reserveSlot>[1],
  wait: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  await untilOpen(context, (await reserveSlot(context, lane, wait))!, wait)
}
