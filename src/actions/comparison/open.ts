import { findOpenIssuesWith, hasDraft, type IssueWithComparison } from '../../../db/queries/comparison-use.ts'
import { findEntry } from '../../../db/queries/content-entry.ts'
import type { Context } from '../../context.ts'
import { comparisonTitle } from '../../domain/comparison.ts'
import type { ComparisonEntry, Stored } from '../../domain/content-document.ts'
import { type ComparisonSourceProblem, checkSources } from './check-sources.ts'

/** A comparison as editors see it: what it says, what is to be checked, and the issues that wait with it. */
export interface OpenComparison extends Stored<ComparisonEntry> {
  readonly title: string
  readonly toolNames: readonly [left: string, right: string]
  readonly sourceProblems: readonly ComparisonSourceProblem[]
  readonly issues: readonly IssueWithComparison[]
  /** Whether there is an issue that it could join. */
  readonly hasDraft: boolean
}

export async function openComparison(
  { db }: Pick<Context, 'db'>,
  slug: string,
): Promise<OpenComparison | undefined> {
  const stored = await findEntry(db, 'comparisons', { slug })
  if (!stored) return undefined
  const [left, right] = await Promise.all(
    stored.entry.tools.map((tool) => findEntry(db, 'tools', { slug: tool })),
  )
  return {
    ...stored,
    title: comparisonTitle({ tools: [left!.entry, right!.entry] }),
    toolNames: [left!.entry.name, right!.entry.name],
    sourceProblems: await checkSources({ db }, [slug]),
    issues: await findOpenIssuesWith(db, [slug]),
    hasDraft: await hasDraft(db),
  }
}
