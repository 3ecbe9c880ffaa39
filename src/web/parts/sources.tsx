import { isStale, STALE_AFTER_DAYS } from '../../domain/staleness.ts'
import { toDay } from '../../domain/to-day.ts'
import type { Claim } from '../../domain/tool.ts'
import { Day } from './day.tsx'

/** Where something can be checked, and when it last was: what of it is known. */
export function Source({
  url,
  checkedOn,
}: {
  url: string | null | undefined
  checkedOn: string | null | undefined
}) {
  if (!url && !checkedOn) return null
  return (
    <span>
      {url ? (
        <a href={url} rel="nofollow">
          Source
        </a>
      ) : null}
      {url && checkedOn ? ', ' : null}
      {checkedOn ? (
        <>
          checked <Day of={new Date(checkedOn)} />
          {isStale(checkedOn, toDay(new Date())) ? `, more than ${STALE_AFTER_DAYS} days ago` : ''}
        </>
      ) : null}
    </span>
  )
}

/** What is claimed of a tool, each with where it can be checked. */
export function Claims({ claims }: { claims: readonly Claim[] }) {
  if (claims.length === 0) return null
  return (
    <ul className="claims">
      {claims.map(({ claim, source, checkedOn }) => (
        <li key={`${claim} ${source}`}>
          {claim} <Source url={source} checkedOn={checkedOn} />
        </li>
      ))}
    </ul>
  )
}
