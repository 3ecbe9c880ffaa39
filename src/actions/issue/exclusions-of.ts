import type { PortionCount } from '../../../db/queries/audience.ts'
import type { Exclusion } from '../../domain/delivery.ts'

export type ExclusionCount = readonly [because: Exclusion, readers: number]

/** How many get nothing, and why: the most frequent reason first. */
export function exclusionsOf(portions: readonly PortionCount[]): ExclusionCount[] {
  return portions
    .flatMap(({ exclusion, readers }): ExclusionCount[] => (exclusion ? [[exclusion, readers]] : []))
    .sort(([, a], [, b]) => b - a)
}
