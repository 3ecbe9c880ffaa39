import type { ReactNode } from 'react'
import { formatShare, type Tally } from '../../domain/verdict.ts'

export interface ShareProps {
  readonly label: string
  readonly tally: Tally
  /** What stands in place of the count when nobody has spoken. */
  readonly nobody: string
  readonly children?: ReactNode
}

/** A share with what stands behind it: 75% of four is not 75% of four thousand. */
export function Share({ label, tally, nobody, children }: ShareProps) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>
        <span className="number">{formatShare(tally)}</span>
        <span className="note">
          {children} {tally.total === 0 ? nobody : `${tally.ships} of ${tally.total} ship`}
        </span>
      </dd>
    </div>
  )
}
