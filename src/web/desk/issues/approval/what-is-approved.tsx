import type { EditionMeasure, Severity } from '../../../../domain/preflight.ts'
import { SeverityBadge } from '../severity.tsx'

/** More are counted and not listed. */
const MOST_EDITIONS = 12

/** What goes out, as far as it can be said in a few lines. */
export function WhatIsApproved({
  issueNumber,
  hash,
  editions,
  preflight,
}: {
  readonly issueNumber: number
  readonly hash: string
  readonly editions: readonly EditionMeasure[]
  readonly preflight: Severity
}) {
  const more = editions.length - MOST_EDITIONS
  return (
    <section aria-labelledby="what">
      <h2 id="what">What is approved</h2>
      <dl className="approval-facts">
        <dt>Its bytes</dt>
        <dd>
          <code>{hash.slice(0, 12)}</code>, with the readers’ votes of the moment of its approval
        </dd>
        <dt>Preflight</dt>
        <dd>
          <SeverityBadge severity={preflight} />{' '}
          <a href={`/desk/issues/${issueNumber}/preflight`}>See its lines</a>
          {preflight === 'red'
            ? '. An approval leaves it as it is: red keeps the issue from going out.'
            : null}
        </dd>
        <dt>{editions.length === 1 ? 'One edition' : `${editions.length} editions`}</dt>
        <dd>
          <ul>
            {editions.slice(0, MOST_EDITIONS).map(({ number, subject, bytes }) => (
              <li key={number}>
                {number}. {subject}, {Math.ceil(bytes / 1000)} KB
              </li>
            ))}
            {more > 0 ? <li>and {more} more</li> : null}
          </ul>
        </dd>
      </dl>
    </section>
  )
}
