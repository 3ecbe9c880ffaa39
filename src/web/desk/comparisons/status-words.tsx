import type { ReactNode } from 'react'
import type { OpenComparison } from '../../../actions/comparison/open.ts'
import type { Publication } from '../../../domain/publication.ts'

/** Says what a press did, and which issue brings a comparison to readers by mail. */
export function statusWords({ issues, hasDraft }: Uses): Readonly<Record<Publication, ReactNode>> {
  return {
    published: <NowPublished {...{ issues, hasDraft }} />,
    withdrawn: 'Withdrawn: nobody can read it now.',
  }
}

type Uses = Pick<OpenComparison, 'issues' | 'hasDraft'>

function NowPublished({ issues, hasDraft }: Uses) {
  if (issues.length === 0 && !hasDraft) {
    return (
      <>
        Published: everybody can read it on the site. No issue brings it yet, and there is no draft that
        could: begin one under <a href="/desk/issues">Issues</a>, and add it there.
      </>
    )
  }
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
