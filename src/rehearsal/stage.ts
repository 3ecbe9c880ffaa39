import type { RehearsalClock } from './clock.ts'
import type { Excuse } from './excuses.ts'
import type { House } from './house/house.ts'
import type { Tally } from './judge/tally.ts'
import type { Dice } from './random.ts'

/** What a fault finds when its point is reached: the receiver holds every request until it is let go. */
export interface Stage {
  readonly house: House
  readonly issue: number
  readonly tally: Tally
  readonly clock: RehearsalClock
  /** The same dice for the same seed and fault. */
  readonly dice: Dice
  /** Every reader's address, by the subscriber's id. */
  readonly readers: ReadonlyMap<number, string>
  readonly excuses: Map<number, Excuse>
  readonly marks: Marks
  /** Adds to the account of this fault. */
  note(text: string): void
  /**
   * Waits, watching all the time that nothing is doubled and everything adds up.
   *
   * @throws {TooLate} when the issue has ended before, {RehearsalFailure} when nothing moves for too long.
   */
  until(what: string, condition: () => Promise<boolean> | boolean): Promise<void>
  /** Lets the receiver go on, to the next fault's point or for so many batches. */
  letGo(batches?: number): Promise<void>
  /** Waits until it holds again. */
  untilItHolds(): Promise<void>
}

/** What the judge has to know of the faults. */
export interface Marks {
  restored: boolean
  /** Why the issue may be held at the moment; otherwise it may not. */
  mayBeHeld: boolean
}

/** The issue ended before a fault could strike; it is no failure. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
}
