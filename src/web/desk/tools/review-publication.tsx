import type { OpenReview } from '../../../actions/review/open.ts'
import { comparisonTitle } from '../../../domain/comparison.ts'
import { byFrozen, FrozenIssues, IssueLinks } from '../comparisons/issue-links.tsx'

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
    <section className="panel-form" aria-labelledby="publication">
      <h2 id="publication">{isPublished ? 'Withdraw it' : 'Publish it again'}</h2>
      <p>
        {isPublished
          ? `Readers see it nowhere then, but in mails that have left, and the panel’s verdict on ${tool.name} is that of the other reviews. It stays here, and publishing it again undoes that.`
          : `Readers see it then, and it counts in the panel’s verdict on ${tool.name}.`}{' '}
        What you have typed above and not saved does not come along.
      </p>
      {comparisons.length > 0 ? (
        <>
          <p>{isPublished ? 'It is shown in:' : 'It would be shown in:'}</p>
          <ul>
            {comparisons.slice(0, SHOWN).map(({ slug, ...comparison }) => (
              <li key={slug}>
                <a href={`/desk/comparisons/${slug}`}>{comparisonTitle(comparison)}</a>
              </li>
            ))}
          </ul>
          {comparisons.length > SHOWN ? <p>And in {comparisons.length - SHOWN} older ones.</p> : null}
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
      <form method="post" action={`${path}/${isPublished ? 'withdrawal' : 'publication'}`}>
        <input type="hidden" name="version" value={review.version} />
        <button className={isPublished ? 'danger' : undefined} type="submit">
          {isPublished ? 'Withdraw' : 'Publish'}
        </button>
      </form>
    </section>
  )
}

const SHOWN = 10
