import type { OpenComparison } from '../../../actions/comparison/open.ts'
import { type IssueStatus, issueTitle } from '../../../domain/issue.ts'

/** Whether readers see a comparison, and the button that changes it. */
export function Publication({ comparison }: { comparison: OpenComparison }) {
  const { entry, version, issues } = comparison
  const open = issues.filter(({ status }) => !FROZEN.includes(status))
  const frozen = issues.filter(({ status }) => FROZEN.includes(status))
  const path = `/desk/comparisons/${entry.slug}`
  const isPublished = entry.status === 'published'
  return (
    <section className="panel-form" aria-labelledby="publication">
      <h2 id="publication">{isPublished ? 'Withdraw it' : 'Publish it'}</h2>
      <p>
        {isPublished ? WITHDRAWAL : PUBLICATION} What you have typed above and not saved does not come along.
      </p>
      {open.length > 0 ? (
        <>
          <p>{isPublished ? 'These issues have it and wait to be sent:' : 'It is in:'}</p>
          <IssueLinks issues={open} />
          {isPublished ? (
            <p>Without it, those that are scheduled are held at their time, unless an editor takes it out.</p>
          ) : null}
        </>
      ) : null}
      {frozen.length > 0 ? (
        <>
          <p>
            <strong>Going out with it, whatever is done here:</strong> what their readers get is fixed. To
            keep it from who has not got it yet, take the issue back or pause it, under Sending.
          </p>
          <IssueLinks issues={frozen} />
        </>
      ) : null}
      <form method="post" action={`${path}/${isPublished ? 'withdrawal' : 'publication'}`}>
        <input type="hidden" name="version" value={version} />
        <button className={isPublished ? 'danger' : undefined} type="submit">
          {isPublished ? 'Withdraw' : 'Publish'}
        </button>
      </form>
    </section>
  )
}

const FROZEN: readonly IssueStatus[] = ['preparing', 'sending', 'paused']

function IssueLinks({ issues }: Pick<OpenComparison, 'issues'>) {
  return (
    <ul>
      {issues.map(({ number, status, ...issue }) => (
        <li key={number}>
          <a href={FROZEN.includes(status) ? `/desk/issues/${number}/sending` : `/desk/issues/${number}`}>
            Issue {number}, {issueTitle({ ...issue, lead: null })}
          </a>{' '}
          ({status})
        </li>
      ))}
    </ul>
  )
}

const PUBLICATION = 'Everybody can read it then, and issues can bring it.'
const WITHDRAWAL = 'Nobody can read it then, but in mails that have left. Publishing it again undoes that.'
