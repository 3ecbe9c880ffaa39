import type { Db } from '../../../db/connect.ts'
import type { IssueMonth } from '../../../db/queries/issue-month.ts'
import { listSelections } from '../../../db/queries/selection.ts'
import { renderIssue } from '../../../emails/issue/render-issue.ts'
import { type Edition, writeEdition } from '../../domain/edition.ts'
import { type Choice, planEditions } from '../../domain/edition-plan.ts'
import type { Fragment } from '../../domain/fragment.ts'
import { findComparisonsShowing, type RenderedIssue } from './render.ts'

/** All that the readers of an issue get, and who gets what. */
export interface RenderedEditions {
  readonly fragments: readonly Fragment[]
  readonly editions: readonly Edition[]
  readonly choices: readonly Choice[]
  /** What monthly readers get; null when another issue of the month brings it. */
  readonly digest: RenderedIssue | null
}

/** Adds to an issue what monthly readers get with it, and puts its editions together. */
export async function renderEditions(
  db: Db,
  issue: RenderedIssue,
  month: IssueMonth,
): Promise<RenderedEditions> {
  const digest = month.digestIsTaken ? null : await renderDigest(db, issue, month)
  const offer = { comparisons: issue.comparisons, digest: digest?.comparisons ?? null }
  const { editions, choices } = planEditions(offer, await listSelections(db))
  const fragments = [...issue.fragments, ...(digest?.fragments ?? [])]
  return {
    fragments,
    choices,
    digest,
    editions: editions.map(({ number, format, ...extent }) => ({
      number,
      format,
      ...writeEdition(extent.isDigest ? digest! : issue, fragments, extent),
    })),
  }
}

/** What was withdrawn since is left out. */
async function renderDigest(db: Db, issue: RenderedIssue, month: IssueMonth): Promise<RenderedIssue> {
  const found = await findComparisonsShowing(db, month.digest, issue.votes)
  const comparisons = found.filter(({ status }) => status === 'published')
  const digest = { ...issue, comparisons, digestOf: nameOf(month.digestMonth) }
  return { ...digest, fragments: renderIssue(digest) }
}

/** "October 2026" of `2026-10-01`. */
function nameOf(month: string): string {
  const name = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return name.format(new Date(month))
}
