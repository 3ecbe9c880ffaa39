import { setTimeout as sleep } from 'node:timers/promises'
import { clockOf } from './clock.ts'
import type { Excuse } from './excuses.ts'
import type { Fault } from './faults/fault.ts'
import { FAULTS } from './faults/table.ts'
import type { House } from './house/house.ts'
import type { Standing } from './house/ledger.ts'
import type { Tally } from './judge/tally.ts'
import type { PlannedFault } from './plan.ts'
import { PLANTS } from './plants.ts'
import { diceOf } from './random.ts'
import { endDoubts, settleParked } from './settle-parked.ts'
import { type Marks, type Stage, TooLate } from './stage.ts'
import { progressOf, watchOver } from './watch.ts'

export interface Performance {
  readonly house: House
  readonly issue: number
  /** How many deliveries there are, where that is known beforehand. */
  readonly audience: number | undefined
  readonly tally: Tally
  readonly readers: ReadonlyMap<number, string>
  readonly excuses: Map<number, Excuse>
  readonly marks: Marks
  readonly plan: readonly PlannedFault[]
  readonly signal: AbortSignal
  readonly onLook: (standing: Standing) => void
  readonly onFault: (struck: StruckFault) => void
  readonly onStill: (open: readonly string[]) => void
}

/** A fault, and what became of it. */
export interface StruckFault extends PlannedFault {
  /** How many mails were accepted then. */
  readonly mails: number
  /** False when the issue was sent before its turn came. */
  readonly struck: boolean
  readonly note: string
}

export interface Performed {
  readonly struck: readonly StruckFault[]
  readonly longestStandstillMs: number
}

const LOOK_EVERY_MS = 250
/** Between the last change of an issue's rows and its end there is a pulse or two. */
const TOO_LATE_MS = 5_000
/** A retry's waits are shorter than this: who is in doubt for longer, and was refused, stays so. */
const QUIET_MS = 45_000
const ENDED = ['sent', 'cancelled']

/** Sends an issue through all its faults, to its end. @throws {RehearsalFailure} at the first thing that is wrong. */
export async function perform(performance: Performance): Promise<Performed> {
  const { house, issue, audience, tally, marks, plan, signal, onLook, onFault, onStill } = performance
  const { receiver, ledger } = house
  const watch = watchOver({ issue, audience, ledger, tally, marks, onLook, onStill })
  const clock = clockOf(house)
  const struck: StruckFault[] = []
  let quiet = { at: '', since: Date.now() }
  let isNight = false
  for (const [index, fault] of plan.entries()) {
    struck.push(await strike(fault, index))
    onFault(struck.at(-1)!)
  }
  await receiver.holdAt(null)
  await untilSettled()
  return { struck, longestStandstillMs: watch.longestStandstillMs }

  async function strike(fault: PlannedFault, index: number): Promise<StruckFault> {
    const notes: string[] = []
    const stage = stageFor(index, fault.seed, (text) => notes.push(text))
    const result = (struck: boolean) => ({
      ...fault,
      mails: tally.count(issue),
      struck,
      note: notes.join(', '),
    })
    // What came too late for one comes too late for all behind it.
    if (struck.at(-1)?.struck === false) return result(false)
    try {
      await holdAt(fault.point)
      await stage.untilItHolds()
      await faultOf(fault).strike(stage)
      return result(true)
    } catch (error) {
      if (error instanceof TooLate) return result(false)
      throw error
    } finally {
      await stage.letGo()
    }
  }

  function stageFor(index: number, seed: number, note: (text: string) => void = () => undefined): Stage {
    const next = plan[index + 1]?.point ?? null
    return {
      ...performance,
      clock,
      dice: diceOf(seed),
      note,
      until,
      letGo: async (batches) =>
        holdAt(batches === undefined ? next : (await receiver.count()).batches + batches),
      untilItHolds: () => until('the receiver to hold', () => receiver.hasReached()),
    }
  }

  async function holdAt(batches: number | null): Promise<void> {
    await receiver.holdAt(batches)
  }

  async function until(_what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
    let endedAt: number | undefined
    for (;;) {
      const { status } = await look()
      if (await condition()) return
      if (ENDED.includes(status)) {
        endedAt ??= Date.now()
        if (Date.now() - endedAt > TOO_LATE_MS) throw new TooLate()
      }
      await sleep(LOOK_EVERY_MS)
    }
  }

  /** Until the issue has ended with nothing in doubt; an editor sees to what waits for one. */
  async function untilSettled(): Promise<void> {
    const stage = stageFor(plan.length, 0)
    for (;;) {
      const { status, batches, deliveries } = await look()
      if (ENDED.includes(status) && !deliveries['to-send'] && !deliveries.unknown) return
      if (batches.parked) await settleParked(stage)
      await sleep(LOOK_EVERY_MS)
    }
  }

  /** Where the issue stands. When nothing moves any more, a night passes over what is in doubt. */
  async function look(): Promise<Standing> {
    signal.throwIfAborted()
    const standing = await watch.look()
    const now = JSON.stringify(progressOf(standing))
    if (now !== quiet.at) quiet = { at: now, since: Date.now() }
    if (!isNight && Date.now() - quiet.since > QUIET_MS) {
      isNight = true
      await endDoubts(stageFor(plan.length, 0))
      isNight = false
      quiet.since = Date.now()
    }
    return standing
  }
}

function faultOf({ name }: PlannedFault): Fault {
  if (name === 'plant double') return PLANTS.double
  if (name === 'plant loss') return PLANTS.loss
  return FAULTS[name]
}
