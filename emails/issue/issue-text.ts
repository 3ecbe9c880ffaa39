import { type Comparison, comparisonTitle } from '../../src/domain/comparison.ts'
import { gapMarker } from '../../src/domain/fragment.ts'
import { postalLines, textBlocks, underlined, wrapped } from '../plain-text.ts'
import { markdownText } from '../rich-text-plain.ts'
import { issueUrl } from './links.ts'
import type { IssueToRender } from './render-issue.ts'
import { introduction, whyYouGetThis } from './words.ts'

/** Everything before the first line of the contents, as plain text. */
export function issueHeadText(issue: IssueToRender, { subject }: { readonly subject: string }): string {
  const hasContents = issue.comparisons.length > 0
  const blocks = textBlocks(
    wrapped(`${issue.site.name} / Issue ${issue.number}`),
    underlined(subject, '='),
    markdownText(introduction(issue)),
    hasContents ? underlined('In this issue', '-') : '',
  )
  return `${blocks}${hasContents ? '\n\n' : '\n'}`
}

/** One line of the contents, as plain text. */
export function contentsLineText(comparison: Comparison): string {
  return `${wrapped(comparisonTitle(comparison), '    ', '  * ')}\n`
}

/** What stands between the contents and the first comparison. */
export const contentsEndText = '\n\n'

/** Everything after the last comparison, as plain text, with gaps for the reader's own links. */
export function issueFootText(issue: IssueToRender): string {
  const blocks = textBlocks(
    '-'.repeat(72),
    wrapped(whyYouGetThis(issue)),
    `View in browser:\n${issueUrl(issue)}`,
    `Preferences:\n${gapMarker('preferences')}`,
    `Unsubscribe:\n${gapMarker('unsubscribe')}`,
    postalLines(issue.site),
  )
  return `${blocks}\n`
}
