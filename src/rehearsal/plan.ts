import type { PointFault } from './faults/table.ts'
import type { Plant } from './plants.ts'
import { diceOf, seedFor } from './random.ts'

/** A fault, and how many batches are accepted when it strikes. */
export interface PlannedFault {
  readonly name: PointFault | `plant ${Plant}`
  readonly point: number
  /** For the fault's own dice, so that its choices do not depend on how the others went. */
  readonly seed: number
}

export interface PlanOptions {
  readonly names: readonly PointFault[]
  readonly count: number
  /** How many batches the issue has. */
  readonly batches: number
  readonly seed: number
  /** A bug to plant on the way. */
  readonly plant: Plant | undefined
}

/** A bug is planted early enough that something is left which it can spoil. */
const PLANTED_AT = 0.25
/** The last point, as a share of the send: behind it there must be something left to disturb. */
const LAST_POINT = 0.92

/** Deals the faults evenly by kind, in an order and at points that only the seed decides. */
export function planFaults(options: PlanOptions): PlannedFault[] {
  const { batches, plant } = options
  const dealt = dealFaults(options)
  if (!plant) return dealt
  const planted = {
    name: `plant ${plant}`,
    point: Math.max(1, Math.floor(batches * PLANTED_AT)),
    seed: 0,
  } as const
  return [...dealt, planted].sort((a, b) => a.point - b.point)
}

function dealFaults({ names, count, batches, seed }: PlanOptions): PlannedFault[] {
  if (names.length === 0) return []
  const dice = diceOf(seed)
  const decks = Array.from({ length: Math.ceil(count / names.length) }, () => dice.shuffled(names))
  const last = Math.max(1, Math.floor(batches * LAST_POINT))
  const points = Array.from({ length: count }, () => dice.between(1, last)).sort((a, b) => a - b)
  return decks
    .flat()
    .slice(0, count)
    .map((name, index) => ({ name, point: points[index]!, seed: seedFor(seed, `${index} ${name}`) }))
}
