import { type Readiness, wantsOf } from '../../../actions/issue/find-readiness.ts'
import type { Issue } from '../../../domain/issue.ts'
import { SeverityBadge } from './severity.tsx'

/** What an issue still wants before it goes out, with the ways to the pages that say more. */
export function ReadinessLine({
  issue: { number, status },
  readiness,
}: {
  readonly issue: Pick<Issue, 'number' | 'status'>
  readonly readiness: Readiness
}) {
  const { preflight, approval } = readiness
  const trouble = status === 'scheduled' ? wantsOf(readiness) : undefined
  return (
    <>
      <p className="note">
        <a href={`/desk/issues/${number}/preflight`}>Preflight of issue {number}</a>{' '}
        <SeverityBadge severity={preflight} />
        {approval === 'not needed' ? null : (
          <>
            {' · '}
            <a href={`/desk/issues/${number}/approval`}>{approval}</a>
          </>
        )}
      </p>
      {trouble === undefined ? null : (
        <p className="problem">
          It will be held at its time, and nobody mailed, unless that is seen to before: {trouble}.
        </p>
      )}
    </>
  )
}
