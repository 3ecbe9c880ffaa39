import { RehearsalFailure } from './failure.ts'
import type { Ledger, Standing } from './house/ledger.ts'
import type { Tally } from './judge/tally.ts'
import type { Marks } from './stage.ts'

/** Looks at everything again and again while the rehearsal waits. */
export interface Watch {
  /** @throws {RehearsalFailure} when a mail is doubled, the columns don't add up, or nothing moves for too long. */
  look(): Promise<Standing>
  /** The longest time in which nothing moved, in milliseconds. */
  readonly longestStandstillMs: number
}

export interface WatchOptions {
  readonly issue: number
  /** What the columns add up to; what they first did, unless given. */
  readonly audience: number | undefined
  readonly ledger: Ledger
  readonly tally: Tally
  readonly marks: Marks
  readonly onLook: (standing: Standing) => void
  /** Told once, with what is open, when nothing has moved for half a minute. */
  readonly onStill: (open: readonly string[]) => void
}

/** A lease and the waits between attempts are shorter than this. */
const STUCK_AFTER_MS = 5 * 60_000
const STILL_AFTER_MS = 30_000

export function watchOver({ issue, audience, ledger, tally, marks, onLook, onStill }: WatchOptions): Watch {
  let expected = audience
  let last = ''
  let movedAt = Date.now()
  let longestStandstillMs = 0
  let told = false
  return {
    async look() {
      tally.read()
      const standing = await ledger.standing(issue)
      addUp(standing)
      refuseHeld(standing)
      await move(standing)
      onLook(standing)
      return standing
    },
    get longestStandstillMs() {
      return longestStandstillMs
    },
  }

  /** Before the freeze there is no account; from then on its columns are the audience. */
  function addUp({ status, deliveries }: Standing): void {
    const columns = Object.values(deliveries)
    if (columns.length === 0 && ['draft', 'scheduled', 'preparing'].includes(status)) return
    const sum = columns.reduce((total, count) => total + count, 0)
    expected ??= sum
    if (sum !== expected) {
      throw new RehearsalFailure(`The columns add up to ${sum}, and the audience is ${expected}.`, [
        JSON.stringify(deliveries),
      ])
    }
  }

  function refuseHeld({ status, heldBecause }: Standing): void {
    if (status !== 'held' || marks.mayBeHeld) return
    throw new RehearsalFailure('The issue is held, and no fault called for it.', [heldBecause ?? ''])
  }

  async function move(standing: Standing): Promise<void> {
    const now = JSON.stringify([progressOf(standing), tally.count(issue)])
    const stoodMs = Date.now() - movedAt
    longestStandstillMs = Math.max(longestStandstillMs, stoodMs)
    if (now !== last) {
      last = now
      movedAt = Date.now()
      told = false
    } else if (stoodMs > STUCK_AFTER_MS) {
      throw new RehearsalFailure(`Nothing has moved for ${Math.round(stoodMs / 1000)} seconds.`, [
        `issue: ${standing.status}`,
        `deliveries: ${JSON.stringify(standing.deliveries)}`,
        `batches: ${JSON.stringify(standing.batches)}`,
        ...(await ledger.openBatches(issue)),
      ])
    } else if (stoodMs > STILL_AFTER_MS && !told) {
      told = true
      onStill(await ledger.openBatches(issue))
    }
  }
}

/** What moves only when something is done: a batch that is tried again and again goes to and fro. */
export function progressOf({ status, deliveries, batches }: Standing): unknown {
  const { accepted, rejected, split, parked, cancelled } = batches
  return [status, deliveries, accepted, rejected, split, parked, cancelled]
}
