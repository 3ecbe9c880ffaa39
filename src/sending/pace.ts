import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../db/connect.ts'
import { drawSlot, type RateLane, slipSlots } from '../../db/queries/send-rate.ts'

/** A moment at which one request may start, on the scale of `performance.now()`. */
export interface Slot {
  readonly opensAt: number
  /** How far apart slots lie. */
  readonly everyMs: number
}

interface Paced {
  readonly db: Db
  readonly config: { readonly requestsPerSecond: number }
}

interface Wait {
  /** Ends the wait, with its reason thrown. */
  readonly signal?: AbortSignal | undefined
}

/** A request that starts this late needs no making up for: slots lie further apart than they have to. */
const PUNCTUAL_MS = 4
/** Slots that lie closer together than this are not worth a statement each. */
const WIDE_MS = 10
/** Connections that nothing used for so long are closed, and opening one takes about so long. */
const KEPT_OPEN_MS = 4_000
const CONNECT_MS = 60
/** Timers fire up to this much too late; the rest of a wait goes by in turns of the event loop. */
const TIMER_MS = 2
const SHORTEST_WAIT_MS = 1

/**
 * Draws until there is a slot. For who has something to do right before the request, and does it while
 * the slot is about to open; `untilOpen` waits for that.
 *
 * @param wanted is asked before each draw; when it says no, there is no slot.
 */
export async function reserveSlot(
  { db, config }: Paced,
  lane: RateLane,
  { signal, wanted }: Wait & { readonly wanted?: () => Promise<boolean> } = {},
): Promise<Slot | undefined> {
  while (!wanted || (await wanted())) {
    const draw = await drawSlot(db, lane, config)
    if (draw.outcome === 'drawn')
      return { opensAt: onOurScale(db, draw.nowMs) + draw.opensInMs, everyMs: draw.everyMs }
    await sleep(Math.max(SHORTEST_WAIT_MS, draw.askInMs), undefined, { signal })
  }
  return undefined
}

/**
 * Waits until a slot opens, or until so many milliseconds before. To Resend a second begins with the request
 * and not with the slot: one that comes late moves the slots that follow.
 */
export async function untilOpen(
  { db }: Paced,
  { opensAt, everyMs }: Slot,
  { signal, leadMs = 0 }: Wait & { readonly leadMs?: number } = {},
): Promise<void> {
  const moment = opensAt - leadMs
  const left = moment - performance.now() - TIMER_MS
  if (left > 0) await sleep(left, undefined, { signal })
  while (performance.now() < moment) await setImmediate()
  if (leadMs > 0 || everyMs < WIDE_MS) return
  const lateMs = lateness(db, opensAt)
  // Not waited for: the request would only be later.
  if (lateMs > 0) slipSlots(db, lateMs).catch(() => undefined)
}

/** By how much this process's scale was ahead of PostgreSQL's time when its newest answers were read. */
const offsets = new WeakMap<Db, number[]>()
const OFFSETS_KEPT = 16
/** More than any answer takes: one of the clocks was set. */
const CLOCK_SET_MS = 1_000

/**
 * A moment of PostgreSQL's clock on the scale of `performance.now()`. An answer that is read late would move
 * its slot unnoticed; the one of the last few that was read soonest says how the two relate.
 */
function onOurScale(db: Db, databaseMs: number): number {
  const offset = performance.now() - databaseMs
  const kept = (offsets.get(db) ?? []).filter((other) => Math.abs(other - offset) < CLOCK_SET_MS)
  const known = [...kept, offset].slice(-OFFSETS_KEPT)
  offsets.set(db, known)
  return databaseMs + Math.min(...known)
}

/** When the newest slot of this process opened. */
const newest = new WeakMap<Db, number>()

/** How much later than its slot a request is going to arrive, beyond what slots are spread for. */
function lateness(db: Db, opensAt: number): number {
  const now = performance.now()
  const connected = now - (newest.get(db) ?? Number.NEGATIVE_INFINITY) < KEPT_OPEN_MS
  newest.set(db, now)
  return Math.max(0, now - opensAt - PUNCTUAL_MS) + (connected ? 0 : CONNECT_MS)
}
