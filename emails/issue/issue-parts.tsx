import type { Comparison } from '../../src/domain/comparison.ts'
import { Frame } from '../frame.tsx'
import { remembered } from '../remembered.ts'
import { renderHtml, renderPart } from '../render-html.ts'
import type { Site } from '../site.ts'
import { ComparisonSection } from './comparison-section.tsx'
import { comparisonText } from './comparison-text.ts'
import { IssueFoot } from './issue-foot.tsx'
import { ContentsLine, type Head, IssueHead } from './issue-head.tsx'
import { contentsEndText, contentsLineText, issueFootText, issueHeadText } from './issue-text.ts'
import { Notice } from './notice.tsx'
import type { IssueToRender } from './render-issue.ts'
import { introduction } from './words.ts'

const cut = <hr data-cut="" />

/** How React writes a cut. An element, not a text: no content can pass for it, as its "<" is escaped. */
const CUT = '<hr data-cut=""/>'

/** A piece of a mail in both its forms. */
export interface Part {
  readonly html: string
  readonly text: string
}

/** What tops an edition, which depends on the comparison that it begins with. */
export interface Lead {
  readonly subject: string
  readonly preheader: string
}

/** Everything before the first comparison's line in the contents; a notice fits between the two parts. */
export function renderLead(issue: IssueToRender, lead: Lead): { opening: Part; head: Part } {
  return {
    opening: { html: frame(lead)[0], text: '' },
    head: { html: head(issue, lead)[0], text: issueHeadText(issue, lead) },
  }
}

export const renderComparison = remembered(
  (comparison: Comparison, site: Site): { contentsLine: Part; section: Part } => ({
    contentsLine: {
      html: renderPart(<ContentsLine comparison={comparison} site={site} />),
      text: contentsLineText(comparison),
    },
    section: {
      html: renderPart(<ComparisonSection comparison={comparison} site={site} />),
      text: comparisonText(comparison, site),
    },
  }),
)

/** What ends the contents, and all that follows the last comparison. */
export function renderFoot(issue: IssueToRender): { contentsEnd: Part; foot: Part } {
  const anyLead = { subject: '', preheader: '' }
  return {
    contentsEnd: { html: head(issue, anyLead)[1], text: contentsEndText },
    foot: { html: renderPart(<IssueFoot issue={issue} />) + frame(anyLead)[1], text: issueFootText(issue) },
  }
}

/** A sentence that tops a mail, above everything that an editor wrote. */
export function renderNotice(words: string): Part {
  return { html: renderPart(<Notice words={words} />), text: `*** ${words} ***\n\n` }
}

const frame = remembered(({ subject, preheader }: Lead): [string, string] => {
  const html = renderHtml(
    <Frame title={subject} preheader={preheader}>
      {cut}
    </Frame>,
  )
  return html.split(CUT) as [string, string]
})

function head(issue: IssueToRender, { subject }: Lead): [string, string] {
  const { site, number, comparisons } = issue
  const hasContents = comparisons.length > 0
  return writtenHead({ site, number, introduction: introduction(issue), subject, hasContents })
}

const writtenHead = remembered((head: Head): [string, string] => {
  const html = renderPart(<IssueHead {...head}>{cut}</IssueHead>)
  return html.split(CUT) as [string, string]
})
