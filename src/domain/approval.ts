import { type Comparison, comparisonTitle } from './comparison.ts'
import { type Tally, tally } from './verdict.ts'

/** Whose approval an issue needs; `nobody`'s only on a laptop with sample content. */
export const APPROVAL_RULES = ['nobody', 'anybody', 'somebody-else'] as const
export type ApprovalRule = (typeof APPROVAL_RULES)[number]

/** Who approves issues by each rule. */
export const APPROVERS: Readonly<Record<ApprovalRule, string>> = {
  nobody: 'nobody',
  anybody: 'any editor',
  'somebody-else': 'somebody else than who changed it last',
}

/** The rule that holds: what an owner chose, as far as this installation may go without. */
export function ruleThatHolds(chosen: ApprovalRule | undefined, needed: boolean): ApprovalRule {
  if (chosen === undefined || chosen === 'nobody') return needed ? 'anybody' : 'nobody'
  return chosen
}

/** The SHA-256 of each part of an issue, by the part's name. */
export type ApprovedParts = Readonly<Record<string, string>>

/** The community votes of an issue's tools, by their slugs. Readers go on voting; what is approved stays. */
export type VoteSnapshot = Readonly<Record<string, Tally>>

/** As nobody has voted: what two looks at an issue have in common, whatever readers do between them. */
export const NO_VOTES: VoteSnapshot = {}

export interface Approval {
  readonly hash: string
  readonly parts: ApprovedParts
  readonly votes: VoteSnapshot
  readonly approvedAt: Date
  /** Null: from the command line. */
  readonly editorName: string | null
}

/** A comparison as its readers saw it when these were the votes. */
export function withVotes(comparison: Comparison, votes: VoteSnapshot): Comparison {
  const [left, right] = comparison.tools
  const of = (slug: string) => (Object.hasOwn(votes, slug) ? votes[slug]! : tally([]))
  return {
    ...comparison,
    tools: [
      { ...left, communityVote: of(left.slug) },
      { ...right, communityVote: of(right.slug) },
    ],
  }
}

/** The votes on the tools of comparisons as they are counted in them. */
export function snapshotVotes(comparisons: readonly Comparison[]): VoteSnapshot {
  return Object.fromEntries(
    comparisons.flatMap(({ tools }) => tools.map(({ slug, communityVote }) => [slug, communityVote])),
  )
}

/** What monthly readers get, where no other issue of the month has brought it since. */
export const DIGEST_PART = 'digest'

/** The name of the part that is a comparison. */
export function comparisonPart({ slug }: Pick<Comparison, 'slug'>): string {
  return `comparison ${slug}`
}

/**
 * What differs from the approved parts, in words. An issue that leaves the digest to another one
 * sends nothing that was not approved.
 *
 * @param comparisons those that the issue has now.
 */
export function changedSince(
  approved: ApprovedParts,
  now: ApprovedParts,
  comparisons: readonly Comparison[],
): string[] {
  const titles = new Map(comparisons.map((one) => [comparisonPart(one), comparisonTitle(one)]))
  const names = [...new Set([...Object.keys(now), ...Object.keys(approved)])]
  const changed = names
    .filter((name) => approved[name] !== now[name] && !(name === DIGEST_PART && now[name] === undefined))
    .map((name) => IN_WORDS[name] ?? titles.get(name) ?? 'what it no longer has')
  return [...new Set(changed)]
}

const IN_WORDS: Readonly<Record<string, string>> = {
  opening: 'its subject, its introduction or the head of its mails',
  order: 'which comparisons it has, or their order',
  foot: 'the foot of its mails',
  sender: 'its sender',
  rule: 'the rule that composes editions',
  [DIGEST_PART]: 'what monthly readers get',
}
