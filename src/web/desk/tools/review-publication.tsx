import type { OpenReview } from '../../../actions/review/open.ts'
import { byFrozen, FrozenIssues, IssueLinks } from '../comparisons/issue-links.tsx'
import { FirstOf, LEAVES_TYPED, PublicationPanel } from '../writing/publication-panel.tsx'
import { comparisonLinks } from './comparison-links.ts'

/** Whether a review counts, what that changes, and the button that changes it. */
export function ReviewPublication({
  open: { tool, seat, review, comparisons, issues },
  seesIssues,
}: {
  open: OpenReview
  /** Whether the pages of issues are for who reads this. */
  seesIssues: boolean
}) {
  if (!review) return null
  const { open, frozen } = byFrozen(issues)
  const isPublished = review.entry.status === 'published'
  const path = `/desk/tools/${tool.slug}/reviews/${seat.slug}`
  return (
    <PublicationPanel {...{ path }} status={review.entry.status} version={review.version}>
      <p>
        {isPublished
          ? `Readers see it nowhere then, but in mails that have left, and the panel’s verdict on ${tool.name} is that of the other reviews. It stays here, and publishing it again undoes that.`
          : `Readers see it then, and it counts in the panel’s verdict on ${tool.name}.`}{' '}
        {LEAVES_TYPED}
      </p>
      {comparisons.length > 0 ? (
        <>
          <p>{isPublished ? 'It is shown in:' : 'It would be shown in:'}</p>
          <FirstOf links={comparisonLinks(comparisons)} />
        </>
      ) : (
        <p>No published comparison has {tool.name}.</p>
      )}
      {open.length > 0 ? (
        <>
          <p>
            These issues have one of them and wait to be sent. Whoever approved one did so with the reviews as
            they are: that approval is void then, and the issue wants another.
          </p>
          <IssueLinks issues={open} areLinks={seesIssues} />
        </>
      ) : null}
      {isPublished ? <FrozenIssues issues={frozen} areLinks={seesIssues} /> : null}
    </PublicationPanel>
  )
}
