import type { OpenComparison } from '../../../actions/comparison/open.ts'
import { issueTitle } from '../../../domain/issue.ts'

/** Whether readers see a comparison, and the button that changes it. */
export function Publication({ comparison }: { comparison: OpenComparison }) {
  const { entry, version, issues } = comparison
  const path = `/desk/comparisons/${entry.slug}`
  const isPublished = entry.status === 'published'
  return (
    <section className="panel-form" aria-labelledby="publication">
      <h2 id="publication">{isPublished ? 'Withdraw it' : 'Publish it'}</h2>
      <p>
        {isPublished ? WITHDRAWAL : PUBLICATION} What you have typed above and not saved does not come along.
      </p>
      {issues.length > 0 ? (
        <>
          <p>{isPublished ? 'These issues hold it and wait to be sent:' : 'It is held by:'}</p>
          <ul>
            {issues.map(({ number, status, ...issue }) => (
              <li key={number}>
                <a href={`/desk/issues/${number}`}>
                  Issue {number}, {issueTitle({ ...issue, lead: null })}
                </a>{' '}
                ({status})
              </li>
            ))}
          </ul>
          {isPublished ? (
            <p>Without it, those that are scheduled are held until an editor takes it out.</p>
          ) : null}
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

const PUBLICATION = 'Everybody can read it then, and issues can hold it.'
const WITHDRAWAL = 'Nobody can read it then, but in mails that have left. Publishing it again undoes that.'
