import { findIssue } from '../../../db/queries/issue.ts'
import { renderNotice } from '../../../emails/issue/issue-parts.tsx'
import { testNotice } from '../../../emails/issue/words.ts'
import type { Context } from '../../context.ts'
import { fragmentsOf, writeEdition } from '../../domain/edition.ts'
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
  const extent = { comparisons: issue.comparisons.map(({ slug }) => slug) }
  const edition = writeEdition(issue, issue.fragments, extent)
  const fragments = fragmentsOf(issue.fragments, edition)
  return {
    subject: edition.subject,
    ...spliceFragments(
      test ? withNotice(fragments, renderNotice(testNotice(issue))) : fragments,
      inertLinks(context.config.site.url),
    ),
  }
}
