import type { OpenComparison } from '../../../actions/comparison/open.ts'
import { byFrozen, FrozenIssues, IssueLinks } from './issue-links.tsx'

/** Whether readers see a comparison, and the button that changes it. */
export function Publication({ comparison }: { comparison: OpenComparison }) {
  const { entry, version, issues } = comparison
  const { open, frozen } = byFrozen(issues)
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
      <FrozenIssues issues={frozen} />
      <form method="post" action={`${path}/${isPublished ? 'withdrawal' : 'publication'}`}>
        <input type="hidden" name="version" value={version} />
        <button className={isPublished ? 'danger' : undefined} type="submit">
          {isPublished ? 'Withdraw' : 'Publish'}
        </button>
      </form>
    </section>
  )
}

const PUBLICATION = 'Everybody can read it then, and issues can bring it.'
const WITHDRAWAL = 'Nobody can read it then, but in mails that have left. Publishing it again undoes that.'
