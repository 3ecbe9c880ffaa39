import type { Exclusion } from './delivery.ts'

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
