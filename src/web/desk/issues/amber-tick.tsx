import type { JudgedLine } from '../../../actions/issue/preflight.ts'
import { linesKey } from '../../../domain/preflight.ts'
import { Problem } from '../../parts/problem.tsx'

/** The preflight has the rest. */
const MOST_SHOWN = 10

/** What of an issue's preflight is amber, and the tick of whoever lets it go out all the same. */
export function AmberTick({
  number,
  lines,
  problem,
}: {
  readonly number: number
  readonly lines: readonly JudgedLine[]
  readonly problem?: string | undefined
}) {
  if (lines.length === 0) return null
  const more = lines.length - MOST_SHOWN
  return (
    <div className="amber-tick">
      <p>
        <a href={`/desk/issues/${number}/preflight`}>Its preflight is amber</a>:
      </p>
      <ul>
        {lines.slice(0, MOST_SHOWN).map(({ key, where, what }) => (
          <li key={key}>
            {where}: {what}
          </li>
        ))}
        {more > 0 ? <li>And {more} more.</li> : null}
      </ul>
      <Problem id="despite-problem" problem={problem} />
      <label className="choice">
        <input
          type="checkbox"
          name="despite"
          value={linesKey(lines)}
          aria-invalid={problem === undefined ? undefined : true}
          aria-describedby={problem === undefined ? undefined : 'despite-problem'}
        />
        <span>Let it go out all the same</span>
      </label>
    </div>
  )
}

/** @param seen what was ticked, if anything was. */
export function untickedProblem(seen: string): string {
  return seen === ''
    ? 'Mend what is amber, or tick that it may go out all the same.'
    : 'The preflight says something else since you opened the page. Read it again, and tick once more.'
}
