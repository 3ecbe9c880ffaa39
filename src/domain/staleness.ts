import type { Tool } from './tool.ts'

/** How many days a price or a claim is taken for checked. */
export const STALE_AFTER_DAYS = 90

const DAY_MS = 24 * 60 * 60 * 1000

/** Whether it was checked too long ago. Days like "2026-11-22". */
export function isStale(checkedOn: string, today: string): boolean {
  return (Date.parse(today) - Date.parse(checkedOn)) / DAY_MS > STALE_AFTER_DAYS
}

/** Whether it is said to have been checked on a day that has begun nowhere yet. */
export function isAhead(checkedOn: string, today: string): boolean {
  return Date.parse(checkedOn) - Date.parse(today) > DAY_MS
}

/** A price or claim that an editor should look at before readers do. */
export interface SourceProblem {
  /** The claim's own words; null: the price. */
  readonly claim: string | null
  readonly trouble: 'unsourced' | 'stale'
  readonly checkedOn: string | null
}

type Sourced = Pick<Tool, 'priceSource' | 'priceCheckedOn' | 'claims'>

/** What of a tool has no source, or one that was checked too long ago. */
export function sourceProblems(
  { priceSource, priceCheckedOn, claims = [] }: Sourced,
  today: string,
): SourceProblem[] {
  const said = [{ claim: null, source: priceSource, checkedOn: priceCheckedOn ?? null }, ...claims]
  return said.flatMap(({ claim, source, checkedOn }): SourceProblem[] => {
    if (!source || !checkedOn) return [{ claim, trouble: 'unsourced', checkedOn }]
    return isStale(checkedOn, today) ? [{ claim, trouble: 'stale', checkedOn }] : []
  })
}
