import { type Comparison, comparisonTitle } from './comparison.ts'
import { findContradiction } from './contradiction.ts'
import { dayInWords } from './day-in-words.ts'
import type { Finding, PreflightSubject } from './preflight.ts'
import type { SourceProblem } from './staleness.ts'

/** Something a comparison says that has no source, or one that was looked at too long ago. */
export interface UncertainClaim extends SourceProblem {
  /** The slug of a comparison that says it. */
  readonly comparison: string
  /** The slug of the tool, and its name. */
  readonly tool: string
  readonly toolName: string
}

export function checkComparisons({ number, comparisons }: PreflightSubject): Finding[] {
  if (comparisons.length === 0) {
    return [
      {
        severity: 'red',
        where: `Issue ${number}`,
        what: 'It has no comparisons, so there is nothing in it for anybody.',
        how: 'Choose at least one comparison.',
        link: `/desk/issues/${number}`,
      },
    ]
  }
  return comparisons
    .filter(({ status }) => status !== 'published')
    .map((comparison) => ({
      severity: 'red',
      where: comparisonTitle(comparison),
      what: `It is ${comparison.status === 'draft' ? 'a draft' : 'withdrawn'}, and only what is published is sent.`,
      how: 'Publish it, or take it out of the issue.',
      link: pageOf(comparison.slug),
    }))
}

/** A comparison that nobody judged is an empty one; of one tool alone, its readers see that the other lacks a verdict. */
export function checkReviews({ shown }: PreflightSubject): Finding[] {
  return shown.flatMap((comparison): Finding[] => {
    const unjudged = comparison.tools.filter(({ panelVerdict }) => panelVerdict.total === 0)
    const [first] = unjudged
    if (!first) return []
    const isEmpty = unjudged.length === comparison.tools.length
    return [
      {
        severity: isEmpty ? 'red' : 'amber',
        where: comparisonTitle(comparison),
        what: isEmpty
          ? 'There is no review of either tool in it, so it has no verdict.'
          : `There is no review of ${first.name}, so only the other tool has a verdict.`,
        how: 'Write a review, or publish one that was withdrawn.',
        link: `/desk/tools/${first.slug}`,
      },
    ]
  })
}

export function checkVerdicts({ comparisons }: PreflightSubject): Finding[] {
  return comparisons.flatMap((comparison): Finding[] => {
    const found = findContradiction(comparison)
    if (!found) return []
    const { recommended, other } = found
    return [
      {
        severity: 'red',
        where: comparisonTitle(comparison),
        what: `The bottom line recommends ${recommended}, which most of the panel skips, and not ${other}, which most of it ships.`,
        how: 'Read the bottom line beside the reviews. Mend whichever is wrong, or leave it if both are meant.',
        link: pageOf(comparison.slug),
      },
    ]
  })
}

export function checkPrices({ shown, sourceProblems }: PreflightSubject): Finding[] {
  const titles = new Map(shown.map((comparison) => [comparison.slug, comparisonTitle(comparison)]))
  return sourceProblems.map(({ comparison, tool, toolName, claim, trouble, checkedOn }) => ({
    severity: 'amber',
    where: `${toolName}, in ${titles.get(comparison) ?? comparison}`,
    ...SOURCE_WORDS[trouble](claim === null ? 'Its price' : `“${claim}”`, checkedOn),
    link: `/desk/tools/${tool}`,
  }))
}

const SOURCE_WORDS = {
  stale: (said: string, checkedOn: string | null) => ({
    what: `${said} was last looked at on ${dayInWords(checkedOn!)}.`,
    how: 'Look at the source again, and note that you did.',
  }),
  unsourced: (said: string) => ({
    what: `${said} has no source, or no day on which it was looked at.`,
    how: 'Say where it can be looked up, and when you did.',
  }),
} as const

function pageOf(slug: Comparison['slug']): string {
  return `/desk/comparisons/${slug}`
}
