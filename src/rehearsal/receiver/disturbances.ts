import type { Disturbance } from './messages.ts'

/** The disturbances that wait for their requests. */
export interface Disturbances {
  arm(disturbance: Disturbance, requests: number): void
  /** Takes the one that the next request meets, if any. */
  take(): Disturbance | undefined
  readonly done: Readonly<Partial<Record<Disturbance, number>>>
}

/** Armed one after the other, they strike in that order. */
export function createDisturbances(): Disturbances {
  const armed: Disturbance[] = []
  const done: Partial<Record<Disturbance, number>> = {}
  return {
    arm(disturbance, requests) {
      for (let request = 0; request < requests; request++) armed.push(disturbance)
    },
    take() {
      const disturbance = armed.shift()
      if (disturbance) done[disturbance] = (done[disturbance] ?? 0) + 1
      return disturbance
    },
    done,
  }
}
