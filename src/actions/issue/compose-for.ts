import type { Db } from '../../../db/connect.ts'
import { findComparisons } from '../../../db/queries/comparison.ts'
import { findFrozenIssue } from '../../../db/queries/frozen-issue.ts'
import { findIssue } from '../../../db/queries/issue.ts'
import { findEditionNumber } from '../../../db/queries/ledger.ts'
import { findPreferences } from '../../../db/queries/preferences.ts'
import { type Edition, fragmentsOf, writeEdition } from '../../domain/edition.ts'
import { isIn } from '../../domain/edition-plan.ts'
import type { Fragment } from '../../domain/fragment.ts'
import type { FrozenIssue } from '../../domain/frozen-issue.ts'
import { editionOf } from '../../sending/issue-mail.ts'

/** An issue for one subscriber, but for their own links. */
export interface ComposedIssue extends Pick<Edition, 'subject' | 'format'> {
  readonly fragments: readonly Fragment[]
}

/**
 * An issue as it was frozen, for one subscriber: the edition that they got, or else what their selection
 * leaves of it now. Nothing when that is nothing.
 */
export async function composeFor(
  db: Db,
  issueNumber: number,
  subscriberId: number,
): Promise<ComposedIssue | undefined> {
  const frozen = await findFrozenIssue(db, issueNumber)
  if (!frozen) return undefined
  const number = await findEditionNumber(db, issueNumber, subscriberId)
  const edition = number ? editionOf(frozen, number) : await composeAnew(db, frozen, subscriberId)
  return edition && { ...edition, fragments: fragmentsOf(frozen.fragments, edition) }
}

async function composeAnew(
  db: Db,
  { issueNumber, fragments }: FrozenIssue,
  subscriberId: number,
): Promise<Omit<Edition, 'number'> | undefined> {
  const selection = await findPreferences(db, subscriberId)
  const issue = await findIssue(db, issueNumber)
  if (!selection || !issue) return undefined
  const comparisons = await findComparisons(db, issue.comparisons)
  const chosen = comparisons.filter((comparison) => isIn(comparison, selection.categories))
  if (chosen.length === 0) return undefined
  const extent = { comparisons: chosen.map(({ slug }) => slug) }
  return {
    format: selection.format,
    ...writeEdition({ subject: issue.subject, comparisons }, fragments, extent),
  }
}
