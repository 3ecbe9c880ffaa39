/** What a reviewer or a reader says of a tool. */
export type Verdict = 'ship' | 'skip'

export function isVerdict(said: unknown): said is Verdict {
  return said === 'ship' || said === 'skip'
}

/** How many said *ship*, of how many who spoke. */
export interface Tally {
  readonly ships: number
  readonly total: number
}

/** The tally of a list of verdicts: the panel's, or the community's. */
export function tally(verdicts: readonly Verdict[]): Tally {
  return { ships: verdicts.filter((verdict) => verdict === 'ship').length, total: verdicts.length }
}

/** A tally as readers see it: whole percent that say *ship*, "—" when nobody has spoken. */
export function formatShare({ ships, total }: Tally): string {
  return total === 0 ? '—' : `${Math.round((100 * ships) / total)}%`
}
