import type { OpenComparison } from '../../../actions/comparison/open.ts'
import type { NewStatus } from '../../../actions/content/change-status.ts'

export const PUBLISHED = ['published', 'withdrawn'] as const satisfies NewStatus[]

/** Says what a press did, and which issue brings a comparison to readers by mail. */
export function PublishedNotice({ done, issues }: { done: NewStatus } & Pick<OpenComparison, 'issues'>) {
  return (
    <div className="good" role="status">
      <p>{done === 'published' ? <NowPublished issues={issues} /> : 'Withdrawn: nobody can read it now.'}</p>
    </div>
  )
}

function NowPublished({ issues }: Pick<OpenComparison, 'issues'>) {
  if (issues.length === 0) {
    return (
      <>
        Published: everybody can read it on the site. No issue brings it yet: add it to{' '}
        <a href="/desk/issues">one of the issues</a>, under Compose.
      </>
    )
  }
  return (
    <>
      Published: everybody can read it on the site.{' '}
      {issues.map(({ number, status }, index) => (
        <span key={number}>
          {index === 0 ? null : ', '}
          <a href={`/desk/issues/${number}`}>Issue {number}</a> ({status})
        </span>
      ))}{' '}
      {issues.length === 1 ? 'has it.' : 'have it.'}
    </>
  )
}
