import { Fragment } from 'react'
import { Frame } from '../frame.tsx'
import { ComparisonSection } from './comparison-section.tsx'
import { IssueFoot } from './issue-foot.tsx'
import { IssueHead } from './issue-head.tsx'
import type { IssueToRender } from './render-issue.ts'

/** A whole issue with every comparison, and a cut after each part that becomes a fragment. */
export function IssueMail({ issue }: { issue: IssueToRender }) {
  return (
    <Frame title={issue.subject} preheader={issue.preheader}>
      <IssueHead issue={issue} />
      <hr data-cut="" />
      {issue.comparisons.map((comparison) => (
        <Fragment key={comparison.slug}>
          <ComparisonSection comparison={comparison} site={issue.site} />
          <hr data-cut="" />
        </Fragment>
      ))}
      <IssueFoot issue={issue} />
    </Frame>
  )
}

/** How React writes a cut. An element, not a text: no content can pass for it, as its "<" is escaped. */
export const CUT = '<hr data-cut=""/>'
