import { findIssue } from '../../../db/queries/issue.ts'
import { renderNotice } from '../../../emails/issue/issue-parts.tsx'
import { testNotice } from '../../../emails/issue/words.ts'
import type { Context } from '../../context.ts'
import { composeEdition, fragmentsOf } from '../../domain/edition.ts'
import { editionSubject } from '../../domain/issue.ts'
import { inertLinks } from '../../sending/links.ts'
import { type Content, spliceFragments, withNotice } from '../../sending/splice.ts'
import { renderIssueNow } from './render.ts'

export interface Preview extends Content {
  readonly subject: string
}

/** A whole issue as its readers would get it now, its personal links inert. */
export async function previewIssue(
  context: Pick<Context, 'db' | 'config'>,
  number: number,
  { test = false } = {},
): Promise<Preview | undefined> {
  const found = await findIssue(context.db, number)
  if (!found) return undefined
  const issue = await renderIssueNow(context, found)
  const { comparisons, subject } = issue
  const [lead] = comparisons
  const fragments = fragmentsOf(issue.fragments, {
    fragments: composeEdition(issue.fragments, { comparisons: comparisons.map(({ slug }) => slug) }),
  })
  return {
    subject: lead ? editionSubject(issue, lead) : subject,
    ...spliceFragments(
      test ? withNotice(fragments, renderNotice(testNotice(issue))) : fragments,
      inertLinks(context.config.site.url),
    ),
  }
}
