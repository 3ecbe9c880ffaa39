import type { Db } from '../../../db/connect.ts'
import { findApproval } from '../../../db/queries/approval.ts'
import { findComparisons } from '../../../db/queries/comparison.ts'
import { findIssueMonth, type IssueMonth } from '../../../db/queries/issue-month.ts'
import { listSelections } from '../../../db/queries/selection.ts'
import type { Approval } from '../../domain/approval.ts'
import type { Comparison } from '../../domain/comparison.ts'
import type { Issue } from '../../domain/issue.ts'
import type { Selection } from '../../domain/selection.ts'
import type { SendTime } from '../../domain/send-time.ts'

/** All that an issue's mails are made of, as it stands now, to be put together with whichever votes. */
export interface WholeIssue {
  readonly issue: Issue
  readonly approval: Approval | undefined
  readonly comparisons: readonly Comparison[]
  /** What monthly readers get; null when another issue of the month brings it. */
  readonly digest: readonly Comparison[] | null
  readonly month: IssueMonth
  readonly selections: readonly (Selection & { readonly id: number })[]
}

/** @param at when it would go out, where that is not what is stored. */
export async function loadWholeIssue(db: Db, issue: Issue, at?: SendTime): Promise<WholeIssue> {
  const [approval, month, selections] = await Promise.all([
    findApproval(db, issue.number),
    findIssueMonth(db, issue.number, at),
    listSelections(db),
  ])
  const digest = month.digestIsTaken ? [] : month.digest
  const found = await findComparisons(db, [...new Set([...issue.comparisons, ...digest])])
  const bySlug = new Map(found.map((comparison) => [comparison.slug, comparison]))
  const inOrder = (slugs: readonly string[]) => slugs.flatMap((slug) => bySlug.get(slug) ?? [])
  return {
    issue,
    approval,
    month,
    comparisons: inOrder(issue.comparisons),
    // What was withdrawn since is left out.
    digest: month.digestIsTaken ? null : inOrder(digest).filter(({ status }) => status === 'published'),
    selections,
  }
}

/** The slugs of all that its mails show, those of the digest too. */
export function comparisonsOf({ comparisons, digest }: WholeIssue): string[] {
  return [...comparisons, ...(digest ?? [])].map(({ slug }) => slug)
}
