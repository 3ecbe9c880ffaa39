import { type Comparison, comparisonTitle } from '../../src/domain/comparison.ts'
import { gapMarker } from '../../src/domain/fragment.ts'
import { type ScorecardRow, type ScorecardSide, scorecard } from '../../src/domain/scorecard.ts'
import type { JudgedTool } from '../../src/domain/tool.ts'
import { formatShare } from '../../src/domain/verdict.ts'
import { prose, textBlocks, underlined, wrapped } from '../plain-text.ts'
import { markdownText } from '../rich-text-plain.ts'
import type { Site } from '../site.ts'
import { comparisonUrl } from './links.ts'
import { communityNote, noReview, panelNote, pricingRead } from './words.ts'

/** One comparison as plain text. */
export function comparisonText(comparison: Comparison, site: Site): string {
  const rows = scorecard(comparison.tools)
  const blocks = textBlocks(
    SEPARATOR,
    underlined(comparisonTitle(comparison), '='),
    ...comparison.tools.map(toolText),
    rows.length === 0 ? '' : underlined('Reviewer scorecard', '-'),
    ...rows.map(rowText),
    comparison.bottomLine && underlined('Bottom line', '-'),
    markdownText(comparison.bottomLine),
    `Vote on both:\n${gapMarker('vote')}/${comparison.slug}`,
    `Read it on the web:\n${comparisonUrl(site, comparison)}`,
  )
  return `${blocks}\n\n\n`
}

const SEPARATOR = `${' '.repeat(33)}* * *`

function toolText(tool: JudgedTool): string {
  return textBlocks(
    underlined(tool.name, '-'),
    wrapped(tool.tagline),
    [
      fact('Category', tool.category.name),
      fact('Panel verdict', `${formatShare(tool.panelVerdict)} (${panelNote(tool)})`),
      fact('Community vote', `${formatShare(tool.communityVote)} (${communityNote(tool)})`),
      fact('Entry price', pricingRead(tool)),
    ].join('\n'),
    markdownText(tool.description),
  )
}

function fact(name: string, value: string): string {
  return wrapped(value, ' '.repeat(18), `  ${name.padEnd(16)}`)
}

function rowText({ reviewer, sides }: ScorecardRow): string {
  return textBlocks(
    wrapped(reviewer.name.toUpperCase()) + (reviewer.perspective && `\n${wrapped(reviewer.perspective)}`),
    ...sides.map(sideText),
  )
}

function sideText({ tool, review }: ScorecardSide): string {
  if (review === undefined) return wrapped(noReview(tool), '  ')
  return `${wrapped(`${review.verdict.toUpperCase()}: ${tool.name}`, '  ')}\n${prose(`“${review.quote}”`, '    ')}`
}
