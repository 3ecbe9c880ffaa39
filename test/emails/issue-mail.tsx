import { Frame } from '../../emails/frame.tsx'
import { ComparisonSection } from '../../emails/issue/comparison-section.tsx'
import { IssueFoot } from '../../emails/issue/issue-foot.tsx'
import { ContentsLine, IssueHead } from '../../emails/issue/issue-head.tsx'
import type { IssueToRender } from '../../emails/issue/render-issue.ts'

/** A whole issue as one element, for what renders it in one go: the previews, and the benchmark's plain loop. */
export function IssueMail({ issue }: { issue: IssueToRender }) {
  const { site, number, subject, intro, comparisons } = issue
  return (
    <Frame title={subject} preheader={subject}>
      <IssueHead {...{ site, number, subject }} introduction={intro} hasContents={comparisons.length > 0}>
        {comparisons.map((comparison) => (
          <ContentsLine key={comparison.slug} comparison={comparison} site={site} />
        ))}
      </IssueHead>
      {comparisons.map((comparison) => (
        <ComparisonSection key={comparison.slug} comparison={comparison} site={site} />
      ))}
      <IssueFoot issue={issue} />
    </Frame>
  )
}
