import { dayInWords } from '../../../domain/day-in-words.ts'
import { type SourceProblem, STALE_AFTER_DAYS } from '../../../domain/staleness.ts'

/** What of a tool has no source or a stale one. */
export function SourceNotes({ problems, of }: { problems: readonly SourceProblem[]; of?: string }) {
  if (problems.length === 0) return null
  return (
    <ul className="source-notes">
      {problems.map((problem) => (
        <li key={problem.claim ?? ''}>
          <span className={`tag ${problem.trouble}`}>
            {problem.trouble === 'stale' ? 'Stale' : 'No source'}
          </span>{' '}
          {sentence(problem, of)}
        </li>
      ))}
    </ul>
  )
}

function sentence({ claim, trouble, checkedOn }: SourceProblem, of: string | undefined): string {
  const whose = of ? ` of ${of}` : ''
  const what = claim === null ? `The price${whose}` : `The claim “${claim}”${whose}`
  if (trouble === 'unsourced') return `${what}: nothing says where and when it was last checked.`
  return `${what} was last checked on ${dayInWords(checkedOn!)}, more than ${STALE_AFTER_DAYS} days ago.`
}

/** One word on a list. */
export function SourceTag({ problems }: { problems: readonly SourceProblem[] }) {
  if (problems.some(({ trouble }) => trouble === 'stale')) return <span className="tag stale">Stale</span>
  if (problems.length > 0) return <span className="tag">No source</span>
  return null
}
