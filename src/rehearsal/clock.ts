import type { House } from './house/house.ts'

/** The rehearsal's time: the machine's, moved on by whole nights in which nobody works. */
export interface RehearsalClock {
  /**
   * Lets time pass for the house and for the receiver. The workers are down meanwhile: a request that left
   * before must not arrive after it, which no real night would let happen.
   */
  moveOn(ms: number): Promise<void>
  /** Sets the house's clock again, after its database was put back. */
  reassert(): Promise<void>
}

export const HOUR_MS = 60 * 60 * 1000

export function clockOf(house: House): RehearsalClock {
  let shiftMs = 0
  const reassert = async () => {
    await house.ledger.query(`update clock set shift = $1 * interval '1 millisecond'`, [shiftMs])
  }
  return {
    async moveOn(ms) {
      await Promise.all(house.workers.map((worker) => worker.holdDown()))
      await house.receiver.untilIdle()
      shiftMs += ms
      await reassert()
      await house.receiver.order({ order: 'shift-clock', shiftMs })
      for (const worker of house.workers) worker.up()
    },
    reassert,
  }
}
