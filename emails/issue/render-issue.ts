import { createElement } from 'react'
import type { Comparison } from '../../src/domain/comparison.ts'
import type { Fragment } from '../../src/domain/fragment.ts'
import { renderHtml } from '../render-html.ts'
import type { Site } from '../site.ts'
import { comparisonText } from './comparison-text.ts'
import { CUT, IssueMail } from './issue-mail.tsx'
import { issueFootText, issueHeadText } from './issue-text.ts'

export interface IssueToRender {
  readonly number: number
  readonly subject: string
  readonly preheader: string
  /** Plain text, its paragraphs separated by blank lines. */
  readonly intro: string
  readonly comparisons: readonly Comparison[]
  readonly site: Site
  /** Whether this is a test mail, which says so at its top. */
  readonly test?: boolean
}

/**
 * An issue's fragments: the frame's head, one for each comparison in order, the frame's foot. Joined in
 * order, with any of the comparisons left out, they are one complete mail, but for its gaps.
 */
export function renderIssue(issue: IssueToRender): Fragment[] {
  const mail = renderHtml(createElement(IssueMail, { issue }))
  const html = mail.split(CUT)
  const last = issue.comparisons.length + 1
  if (html.length !== last + 1)
    throw new Error(`The mail was cut into ${html.length} parts, not ${last + 1}.`)
  return [
    { kind: 'frame-head', html: html[0]!, text: issueHeadText(issue) },
    ...issue.comparisons.map((comparison, i) => ({
      kind: 'comparison' as const,
      html: html[i + 1]!,
      text: comparisonText(comparison, issue.site),
    })),
    { kind: 'frame-foot', html: html[last]!, text: issueFootText(issue) },
  ]
}
