import { createHash } from 'node:crypto'
import type { Comparison } from './comparison.ts'
import type { Issue } from './issue.ts'
import type { LinkCheck } from './link-check.ts'
import {
  checkComparisons,
  checkPrices,
  checkReviews,
  checkVerdicts,
  type UncertainClaim,
} from './preflight-content.ts'
import { checkAddress, checkLinks, checkPictures, checkSizes, checkSubjects } from './preflight-mails.ts'
import { checkPlaceholders } from './preflight-placeholders.ts'
import { checkReaders } from './preflight-readers.ts'
import { checkRepeats, type Repeat } from './preflight-repeats.ts'

/** All that is looked at before an issue may be scheduled. */
export interface PreflightSubject {
  readonly number: number
  readonly words: Pick<Issue, 'subject' | 'preheader' | 'intro'>
  readonly comparisons: readonly Comparison[]
  /** The same, and what monthly readers get with it. */
  readonly shown: readonly Comparison[]
  /** The HTML of each fragment, by the comparison that it shows. */
  readonly fragments: readonly { readonly comparison: string | null; readonly html: string }[]
  readonly editions: readonly EditionMeasure[]
  /** How many confirmed readers have chosen only what the issue has nothing of. */
  readonly readersWithNothing: number
  readonly postalAddress: string
  /** Whether the postal address is made up while mails really leave. */
  readonly addressIsInvented: boolean
  /** Every link of the issue but the reader's own, and where it stands. */
  readonly links: readonly { readonly url: string; readonly comparison: string | null }[]
  readonly linkChecks: ReadonlyMap<string, Pick<LinkCheck, 'outcome' | 'detail'>>
  readonly sourceProblems: readonly UncertainClaim[]
  /** The other issues that its own comparisons are in, newest first. */
  readonly repeats: readonly Repeat[]
}

export interface EditionMeasure {
  readonly number: number
  readonly subject: string
  /** Of its larger part, with a reader's own links in it. */
  readonly bytes: number
}

/** Red keeps an issue from being scheduled; amber is for the editor to judge. */
export type Severity = (typeof SEVERITIES)[number]

/** The worst first. */
export const SEVERITIES = ['red', 'amber', 'green'] as const

/** One line of the list: what is wrong, where, and how to mend it. */
export interface PreflightLine {
  readonly check: CheckName
  readonly severity: Severity
  readonly where: string
  readonly what: string
  readonly how: string
  /** What an override goes by where `where` and `what` say more than it covers; else those. */
  readonly overriddenAs?: string
  /** The page on which it is mended, where the desk has one. */
  readonly link: string | null
}

/** What a check finds wrong. */
export type Finding = Omit<PreflightLine, 'check'>

/** Every check, in the order of the list, with what is said where it finds nothing. */
const CHECKS = {
  comparisons: { fine: 'Every comparison is published.', find: checkComparisons },
  repeats: { fine: 'Every comparison is in this issue alone.', find: checkRepeats },
  reviews: { fine: 'Every tool has a review.', find: checkReviews },
  'bottom lines': { fine: 'No bottom line contradicts its panel.', find: checkVerdicts },
  prices: { fine: 'Every price and claim has a source that was looked at lately.', find: checkPrices },
  subject: { fine: 'Every subject is short enough for most mail programs.', find: checkSubjects },
  placeholders: { fine: 'Nothing is left in braces that nobody fills.', find: checkPlaceholders },
  size: { fine: 'Every edition is small enough to be shown whole.', find: checkSizes },
  links: { fine: 'Every link leads somewhere.', find: checkLinks },
  pictures: { fine: 'Every picture has words for who does not see it.', find: checkPictures },
  'postal address': { fine: 'The postal address stands below every mail.', find: checkAddress },
  readers: { fine: 'There is something in it for every reader.', find: checkReaders },
} as const satisfies Record<string, { fine: string; find: (issue: PreflightSubject) => readonly Finding[] }>

type CheckName = keyof typeof CHECKS

/** The whole list: for each check what it finds, or a green line. */
export function preflight(issue: PreflightSubject): PreflightLine[] {
  const isEmpty = issue.comparisons.length === 0
  return (Object.keys(CHECKS) as CheckName[]).flatMap((check): PreflightLine[] => {
    // Of what has nothing yet, there is nothing to say of who gets it.
    if (check === 'readers' && isEmpty) return []
    const { fine, find } = CHECKS[check]
    const found = find(issue)
    if (found.length > 0) return found.map((finding) => ({ check, ...finding }))
    return [{ check, severity: 'green', where: `Issue ${issue.number}`, what: fine, how: '', link: null }]
  })
}

/** "size, Edition 3, “Pens”": which line it is, in words. */
export function lineName({ check, where }: PreflightLine): string {
  return `${check}, ${where}`
}

/** What a line goes by while it says the same. */
export function lineKey({ check, where, what, overriddenAs }: PreflightLine): string {
  return createHash('sha256')
    .update(JSON.stringify(overriddenAs === undefined ? [check, where, what] : [check, overriddenAs]))
    .digest('hex')
    .slice(0, 24)
}

/** What lines go by together while they say the same; nothing where there are none. */
export function linesKey(lines: readonly PreflightLine[]): string | undefined {
  if (lines.length === 0) return undefined
  return createHash('sha256').update(lines.map(lineKey).join()).digest('hex').slice(0, 24)
}

/** Whether an owner may let an issue go out in spite of a line. What is not published is not sent, whoever says so. */
export function isOverridable({ check, severity }: PreflightLine): boolean {
  return severity === 'red' && check !== 'comparisons'
}
