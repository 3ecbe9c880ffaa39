import type { OpenReviewer } from '../../../actions/reviewer/open.ts'
import { LEAVES_TYPED, PublicationPanel } from '../writing/publication-panel.tsx'

/** Whether a seat's word counts, and the button that changes it. */
export function ReviewerPublication({ reviewer: { entry, version, reviews } }: { reviewer: OpenReviewer }) {
  const said = reviews === 1 ? 'Its review' : `Its ${reviews.toLocaleString('en')} reviews`
  return (
    <PublicationPanel path={`/desk/reviewers/${entry.slug}`} status={entry.status} version={version}>
      <p>
        {entry.status === 'published' ? (
          <>
            {reviews === 0
              ? 'It has no published review.'
              : `${said} count nowhere then, but in mails that have left.`}{' '}
            It is no longer asked for reviews. Publishing it again undoes that.
          </>
        ) : reviews === 0 ? (
          'It can write reviews again then.'
        ) : (
          `${said} count again then.`
        )}{' '}
        {LEAVES_TYPED}
      </p>
      {reviews > 0 && entry.status === 'published' ? (
        <p>
          Approvals of issues that show one of them are void, once this is done. To take back a single one,
          withdraw it by itself, under <a href={`/desk/reviews?seat=${entry.slug}`}>Reviews</a>.
        </p>
      ) : null}
    </PublicationPanel>
  )
}
