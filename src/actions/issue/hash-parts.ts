import { createHash } from 'node:crypto'
import { madeOnce } from '../../../emails/remembered.ts'
import type { Config } from '../../config.ts'
import { type ApprovedParts, comparisonPart, DIGEST_PART } from '../../domain/approval.ts'
import type { Fragment } from '../../domain/fragment.ts'
import { editionSubject } from '../../domain/issue.ts'
import type { RenderedIssue } from './compose-whole-issue.ts'
import { EDITION_RULE } from './edition-rule.ts'
import { issueSender } from './sender.ts'

/**
 * The SHA-256 of all that an issue's mails are made of, part by part: every fragment, every subject, the
 * sender, and the rule that composes editions of them.
 *
 * @param digest what monthly readers get; null when another issue brings it.
 */
export function hashParts(
  config: Config,
  issue: RenderedIssue,
  digest: RenderedIssue | null,
  rule = EDITION_RULE,
): ApprovedParts {
  return {
    ...partsOf(issue),
    sender: hash(issueSender(config)),
    rule,
    ...(digest && partsOf(digest)),
  }
}

/** The one hash by which an approval goes. */
export function hashOfParts(parts: ApprovedParts): string {
  return hash(Object.entries(parts))
}

const partsOf = madeOnce((issue: RenderedIssue): ApprovedParts => {
  const { fragments, digestOf } = issue
  if (digestOf !== undefined) return { [DIGEST_PART]: hash(subjects(issue), of(fragments)) }
  return {
    opening: hash(subjects(issue), of(fragments, 'opening', 'head')),
    order: hash(fragments.map(({ kind, comparison }) => [kind, comparison])),
    ...Object.fromEntries(
      issue.comparisons.map((one) => [
        comparisonPart(one),
        hash(of(fragments, 'contents-line', 'comparison').filter(([, slug]) => slug === one.slug)),
      ]),
    ),
    foot: hash(of(fragments, 'contents-end', 'foot')),
  }
})

function subjects(issue: RenderedIssue): string[] {
  return [issue.subject, ...issue.comparisons.map((lead) => editionSubject(issue, lead))]
}

function of(fragments: readonly Fragment[], ...kinds: readonly Fragment['kind'][]) {
  return fragments
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map(({ kind, comparison, isDigest, html, text }) => [kind, comparison, isDigest, html, text] as const)
}

function hash(...values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex')
}
