import type { Readiness } from '../../../actions/issue/find-readiness.ts'
import { SeverityBadge } from './severity.tsx'

/** What an issue still wants before it goes out, with the ways to the pages that say more. */
export function ReadinessLine({
  issueNumber,
  readiness: { preflight, approval },
}: {
  readonly issueNumber: number
  readonly readiness: Readiness
}) {
  return (
    <p className="note">
      <a href={`/desk/issues/${issueNumber}/preflight`}>Preflight of issue {issueNumber}</a>{' '}
      <SeverityBadge severity={preflight} />
      {approval === 'not needed' ? null : (
        <>
          {' · '}
          <a href={`/desk/issues/${issueNumber}/approval`}>{approval}</a>
        </>
      )}
    </p>
  )
}
