import type { DeliveryState, Exclusion } from './delivery.ts'

/** Where an issue's deliveries stand. The columns always add up to the audience. */
export interface Account {
  readonly audience: number
  readonly excluded: number
  readonly excludedBecause: Readonly<Partial<Record<Exclusion, number>>>
  readonly accepted: number
  readonly rejected: number
  readonly unknown: number
  readonly toSend: number
}

/** So many deliveries of one state, and one reason where there is one. */
export interface Column {
  readonly state: DeliveryState
  readonly exclusion: Exclusion | null
  readonly count: number
}

/** Adds columns up to an account; of a state and reason there may be several. */
export function addUp(columns: readonly Column[]): Account {
  const sum = (...states: DeliveryState[]) =>
    columns.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0)
  const excludedBecause: Partial<Record<Exclusion, number>> = {}
  for (const { exclusion, count } of columns) {
    if (exclusion) excludedBecause[exclusion] = (excludedBecause[exclusion] ?? 0) + count
  }
  return {
    audience: sum('excluded', 'accepted', 'rejected', 'unknown', 'to-send'),
    excluded: sum('excluded'),
    excludedBecause,
    accepted: sum('accepted'),
    rejected: sum('rejected'),
    unknown: sum('unknown'),
    toSend: sum('to-send'),
  }
}
