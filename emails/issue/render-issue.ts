import type { Comparison } from '../../src/domain/comparison.ts'
import type { Fragment } from '../../src/domain/fragment.ts'
import { editionSubject, preheader, type Subjects, subjectWithoutLead } from '../../src/domain/issue.ts'
import { firstLine } from '../../src/domain/rich-text.ts'
import { parseMarkdown } from '../../src/markdown/parse-markdown.ts'
import type { Site } from '../site.ts'
import { type Part, renderComparison, renderFoot, renderLead } from './issue-parts.tsx'

export interface IssueToRender extends Subjects {
  readonly number: number
  readonly comparisons: readonly Comparison[]
  /** Markdown. */
  readonly intro: string
  /** The editor's own, for all editions of the issue but not for what monthly readers get. */
  readonly preheader?: string | null
  readonly site: Site
}

/**
 * An issue's fragments, each rendered once: an opening and a head for every comparison that an edition may
 * begin with, a line of the contents and a section for each comparison, the foot. Those that composeEdition()
 * chooses are one complete mail, but for its gaps.
 */
export function renderIssue(issue: IssueToRender): Fragment[] {
  const { comparisons, subject } = issue
  // An editor who has not chosen any yet sees the issue's own subject.
  const leads = comparisons.length > 0 ? comparisons : [null]
  const tops = leads.map((lead) => ({
    slug: lead?.slug ?? null,
    ...renderLead(issue, {
      subject: lead ? editionSubject(issue, lead) : subjectWithoutLead(subject),
      preheader: preheaderOf(issue, lead),
    }),
  }))
  const sections = comparisons.map((comparison) => ({
    slug: comparison.slug,
    ...renderComparison(comparison, issue.site),
  }))
  const { contentsEnd, foot } = renderFoot(issue)
  const fragment = (kind: Fragment['kind'], comparison: string | null, part: Part): Fragment => ({
    kind,
    comparison,
    isDigest: issue.digestOf !== undefined,
    ...part,
  })
  return [
    ...tops.map(({ slug, opening }) => fragment('opening', slug, opening)),
    ...tops.map(({ slug, head }) => fragment('head', slug, head)),
    ...sections.map(({ slug, contentsLine }) => fragment('contents-line', slug, contentsLine)),
    fragment('contents-end', null, contentsEnd),
    ...sections.map(({ slug, section }) => fragment('comparison', slug, section)),
    fragment('foot', null, foot),
  ]
}

function preheaderOf({ digestOf, subject, preheader: own }: IssueToRender, lead: Comparison | null): string {
  if (own && !digestOf) return own
  return lead ? preheader(lead, firstLine(parseMarkdown(lead.bottomLine))) : subjectWithoutLead(subject)
}
