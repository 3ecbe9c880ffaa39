import { findIssue } from '../../../db/queries/issue.ts'
import type { Context } from '../../context.ts'
import { inertLinks } from '../../sending/links.ts'
import { cutAtGaps, splice } from '../../sending/splice.ts'
import { renderIssueNow } from './render.ts'

export interface Preview {
  readonly html: string
  readonly text: string
}

/** An issue as its readers would get it now, its personal links inert. */
export async function previewIssue(
  context: Pick<Context, 'db' | 'config'>,
  number: number,
  options: { test?: boolean } = {},
): Promise<(Preview & { subject: string }) | undefined> {
  const issue = await findIssue(context.db, number)
  if (!issue) return undefined
  const { fragments } = await renderIssueNow(context, issue, options)
  const links = inertLinks(context.config.site.url)
  return {
    subject: issue.subject,
    html: splice(cutAtGaps(fragments.map((fragment) => fragment.html)), links),
    text: splice(cutAtGaps(fragments.map((fragment) => fragment.text)), links),
  }
}
