import type { Db } from '../../../db/connect.ts'
import { findRepeats } from '../../../db/queries/issue-repeat.ts'
import { findLinkChecks } from '../../../db/queries/link-check.ts'
import { findOverrides, type Override } from '../../../db/queries/preflight-override.ts'
import { countReadersOf } from '../../../db/queries/subscriber.ts'
import type { Config } from '../../config.ts'
import { extentOf, fragmentsOf } from '../../domain/edition.ts'
import type { Issue } from '../../domain/issue.ts'
import {
  lineKey,
  lineName,
  type PreflightLine,
  preflight,
  SEVERITIES,
  type Severity,
} from '../../domain/preflight.ts'
import { checkSources } from '../comparison/check-sources.ts'
import { checkOwnLinks } from '../link/check-own.ts'
import { type ComposedIssueNow, composeWholeIssue } from './compose-whole-issue.ts'
import { issueLinks } from './issue-links.ts'
import { measureEditions } from './measure-editions.ts'

/** A line of an issue's preflight, by which key it goes, and who overrode it. */
export interface JudgedLine extends PreflightLine {
  readonly key: string
  readonly override: Override | undefined
}

export interface PreflightReport {
  /** The worst first. */
  readonly lines: readonly JudgedLine[]
  /** Red: the issue can't be scheduled, and is held if it is. What was overridden counts as amber. */
  readonly colour: Severity
  /** Whether links of it were never looked at. */
  readonly waitsForLinks: boolean
}

/**
 * Looks at an issue as it would go out now. Only what its links answered is from before.
 *
 * @param composed the issue as it was put together a moment ago.
 */
export async function preflightIssue(
  { db, config }: { db: Db; config: Config },
  issue: Issue,
  composed?: ComposedIssueNow,
): Promise<PreflightReport> {
  const {
    issue: rendered,
    digest,
    ...editions
  } = composed ?? (await composeWholeIssue({ db, config }, issue))
  const sent = editions.editions.map((edition) => fragmentsOf(editions.fragments, edition))
  const isDigestSent = sent.some((fragments) => extentOf(fragments).isDigest)
  const shown = [...rendered.comparisons, ...(isDigestSent ? (digest?.comparisons ?? []) : [])]
  // What no edition has, nobody gets: nothing is wrong with it.
  const fragments = [...new Set(sent.flat())]
  const { outward, own } = issueLinks(fragments, config.site.url)
  const within = { number: issue.number, comparisons: shown.map(({ slug }) => slug) }
  const emptyHanded = editions.choices
    .filter(({ exclusion }) => exclusion === 'nothing-left')
    .map(({ selectionId }) => selectionId)
  const [readersWithNothing, asked, lookedUp, sourceProblems, repeats, overrides] = await Promise.all([
    countReadersOf(db, emptyHanded),
    findLinkChecks(db, urlsOf(outward)),
    checkOwnLinks(db, urlsOf(own), within),
    checkSources({ db }, within.comparisons),
    findRepeats(db, issue.number),
    findOverrides(db, issue.number),
  ])
  const lines = preflight({
    number: issue.number,
    words: issue,
    comparisons: rendered.comparisons,
    shown,
    fragments,
    editions: measureEditions(editions, config.site.url),
    readersWithNothing,
    postalAddress: config.site.postalAddress,
    addressIsInvented: config.resendApiKey !== undefined && config.invented.includes('POSTAL_ADDRESS'),
    links: [...outward, ...own],
    linkChecks: new Map([...asked, ...lookedUp]),
    sourceProblems,
    repeats,
  })
  return { ...judge(lines, overrides), waitsForLinks: asked.size < outward.length }
}

function urlsOf(links: readonly { readonly url: string }[]): string[] {
  return links.map(({ url }) => url)
}

function judge(
  lines: readonly PreflightLine[],
  overrides: ReadonlyMap<string, Override>,
): Pick<PreflightReport, 'lines' | 'colour'> {
  const judged = lines.map((line) => {
    const key = lineKey(line)
    return { ...line, key, override: line.severity === 'red' ? overrides.get(key) : undefined }
  })
  const sorted = SEVERITIES.flatMap((severity) => judged.filter((line) => countsAs(line) === severity))
  return { lines: sorted, colour: countsAs(sorted[0]!) }
}

/** What was overridden is for the editors to judge, as what is amber. */
export function countsAs({ severity, override }: JudgedLine): Severity {
  return override ? 'amber' : severity
}

/** What keeps an issue from being scheduled, and from going out. */
export function stoppers({ lines }: Pick<PreflightReport, 'lines'>): JudgedLine[] {
  return lines.filter(({ severity, override }) => severity === 'red' && !override)
}

/** What is for whoever schedules it to judge. */
export function doubts({ lines }: Pick<PreflightReport, 'lines'>): JudgedLine[] {
  return lines.filter(({ severity }) => severity === 'amber')
}

/** More of them are counted and not named. */
const MOST_NAMED = 3

/** What that is, in sentences, for who has no list before them. */
export function redInWords(report: PreflightReport): string | undefined {
  const red = stoppers(report)
  if (red.length === 0) return undefined
  const named = red.slice(0, MOST_NAMED).map(({ where, what, how }) => `${where}: ${what} ${how}`)
  const more = red.length - named.length
  return more > 0 ? `${named.join(' ')} And ${more} more.` : named.join(' ')
}

/** Which lines they are, in the log's words. */
export function namesOf(lines: readonly JudgedLine[]): string {
  const named = lines.slice(0, MOST_NAMED).map(lineName).join('; ')
  const more = lines.length - MOST_NAMED
  return more > 0 ? `${named}; and ${more} more` : named
}
