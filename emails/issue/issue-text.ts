import { comparisonTitle } from '../../src/domain/comparison.ts'
import { gapMarker } from '../../src/domain/fragment.ts'
import { paragraphsOf, postalLines, textBlocks, underlined, wrapped } from '../plain-text.ts'
import { issueUrl } from './links.ts'
import type { IssueToRender } from './render-issue.ts'
import { testNotice, whyYouGetThis } from './words.ts'

/** Everything before the first comparison, as plain text. */
export function issueHeadText(issue: IssueToRender): string {
  const blocks = textBlocks(
    issue.test ? `*** ${testNotice(issue)} ***` : '',
    wrapped(`${issue.site.name} / Issue ${issue.number}`),
    underlined(issue.subject, '='),
    ...paragraphsOf(issue.intro).map((paragraph) => wrapped(paragraph)),
    contents(issue),
  )
  return `${blocks}\n\n\n`
}

/** Everything after the last comparison, as plain text, with gaps for the reader's own links. */
export function issueFootText(issue: IssueToRender): string {
  const blocks = textBlocks(
    '-'.repeat(72),
    wrapped(whyYouGetThis(issue.site)),
    `View in browser:\n${issueUrl(issue)}`,
    `Preferences:\n${gapMarker('preferences')}`,
    `Unsubscribe:\n${gapMarker('unsubscribe')}`,
    postalLines(issue.site),
  )
  return `${blocks}\n`
}

function contents({ comparisons }: IssueToRender): string {
  if (comparisons.length === 0) return ''
  const titles = comparisons.map((comparison) => wrapped(comparisonTitle(comparison), '    ', '  * '))
  return textBlocks(underlined('In this issue', '-'), titles.join('\n'))
}
