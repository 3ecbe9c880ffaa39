import { comparisonTitle } from './comparison.ts'
import { dayInWords } from './day-in-words.ts'
import { inAList } from './in-a-list.ts'
import type { IssueStatus } from './issue.ts'
import type { Finding, PreflightSubject } from './preflight.ts'

/** Another issue that has a comparison, too. */
export interface Repeat {
  /** The slug of the comparison. */
  readonly comparison: string
  readonly number: number
  readonly status: IssueStatus
  /** The day on which it went out, like `2026-11-03`; null where it reached nobody yet. */
  readonly wentOutOn: string | null
}

/** More of them are counted and not named. */
const MOST_NAMED = 3

export function checkRepeats({ number, comparisons, repeats }: PreflightSubject): Finding[] {
  return comparisons.flatMap((comparison): Finding[] => {
    const others = repeats.filter((repeat) => repeat.comparison === comparison.slug)
    if (others.length === 0) return []
    const before = others.filter(({ wentOutOn }) => wentOutOn !== null)
    const besides = others.filter(({ wentOutOn }) => wentOutOn === null)
    const said = [
      ...(before.length > 0 ? [`It went out in ${named(before)}.`] : []),
      ...(besides.length > 0 ? [`It is in ${named(besides)} as well.`] : []),
    ]
    return [
      {
        severity: 'amber',
        where: comparisonTitle(comparison),
        what: said.join(' '),
        how: 'Take it out, unless it is meant to be in both.',
        link: `/desk/issues/${number}`,
      },
    ]
  })
}

/** "issue 7 (3 Nov 2026) and issue 5 (27 Oct 2026)". */
function named(issues: readonly Repeat[]): string {
  const names = issues
    .slice(0, MOST_NAMED)
    .map(
      ({ number, status, wentOutOn }) =>
        `issue ${number} (${wentOutOn === null ? status : dayInWords(wentOutOn)})`,
    )
  const more = issues.length - names.length
  return inAList(more > 0 ? [...names, `${more} more`] : names)
}
